package org.holdfast.src.sip;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/** SIP over one TCP connection: messages framed by Content-Length (RFC 3261 §18.3), CRLF keep-alives skipped (RFC 5626 §4.4.1). */
public final class TcpTransport implements SipTransport {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int LARGEST_HEAD = 65_536;
    private static final int CRLF_CRLF = 0x0d0a0d0a;

    private final Socket socket;
    private final OutputStream out;
    private final ReentrantLock sending = new ReentrantLock();

    private TcpTransport(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** Connects from {@code bind} and starts to receive. */
    public static TcpTransport open(InetAddress bind, InetSocketAddress srs, Executor threads, Receiver receiver)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.bind(new InetSocketAddress(bind, 0));
            socket.connect(srs, CONNECT_MILLIS);
            TcpTransport transport = new TcpTransport(socket);
            threads.execute(() -> transport.receive(receiver));
            return transport;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void receive(Receiver receiver) {
        try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
            while (!socket.isClosed()) {
                receiver.received(message(in));
            }
        } catch (IOException closed) {
            close(); // waiting transactions run into their own time-out
        }
    }

    /** Reads one message off the stream. */
    private static byte[] message(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int last4 = 0;
        while (bytes.size() < LARGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (bytes.size() == 0 && (next == '\r' || next == '\n')) {
                continue;
            }
            bytes.write(next);
            last4 = last4 << 8 | next;
            if (last4 == CRLF_CRLF) {
                bytes.writeBytes(in.readNBytes(contentLength(bytes.toByteArray())));
                return bytes.toByteArray();
            }
        }
        throw new IOException("a SIP head longer than " + LARGEST_HEAD + " bytes");
    }

    private static int contentLength(byte[] head) {
        String length =
                SipMessage.parse(head).map(m -> m.value("Content-Length")).orElse("");
        return length.matches("\\d{1,7}") ? Integer.parseInt(length) : 0;
    }

    @Override
    public void send(byte[] message) throws IOException {
        sending.lock();
        try {
            out.write(message);
            out.flush();
        } finally {
            sending.unlock();
        }
    }

    @Override
    public boolean reliable() {
        return true;
    }

    @Override
    public String name() {
        return "TCP";
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        Sockets.closeQuietly(socket);
    }
}
