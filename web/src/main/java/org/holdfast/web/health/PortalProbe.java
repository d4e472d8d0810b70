package org.holdfast.web.health;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Renders the sign-in page into memory, as a visitor would get it, and looks whether its form is there. Stateless. */
final class PortalProbe {
    private PortalProbe() {}

    static boolean renders(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        boolean visitor = request.getSession(false) == null;
        Kept kept = new Kept(response);
        RequestDispatcher page = request.getRequestDispatcher("/sign-in.xhtml");
        try {
            page.include(request, kept);
            kept.writer.flush();
            return kept.text.toString().contains("door:password");
        } finally {
            var session = request.getSession(false);
            if (visitor && session != null) {
                session.invalidate();
            }
        }
    }

    /** A response that keeps its body for itself. */
    private static final class Kept extends HttpServletResponseWrapper {
        private final StringWriter text = new StringWriter();
        private final PrintWriter writer = new PrintWriter(text);

        Kept(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new IllegalStateException("written at once");
                }

                @Override
                public void write(int octet) {
                    text.append((char) (octet & 0xff));
                }
            };
        }

        @Override
        public boolean isCommitted() {
            return false;
        }

        @Override
        public void flushBuffer() {
            writer.flush();
        }
    }
}
