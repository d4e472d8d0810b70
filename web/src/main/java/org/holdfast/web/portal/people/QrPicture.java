package org.holdfast.web.portal.people;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code (ISO/IEC 18004) as the path of an SVG, drawn by the server: the secret in it is asked for from nowhere else.
 * Immutable.
 *
 * @param size modules a side, with the quiet zone
 */
public record QrPicture(int size, String path) {
    private static final int QUIET = 4;

    static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }

    /** For the picture's own coordinates. */
    public String viewBox() {
        return "0 0 " + size + " " + size;
    }
}
