package org.duban.letter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How the text of a part travels (RFC 2045): Chinese in base64, what is mostly letters without accents as quoted-printable, whichever is
 * shorter. Mail readers cut long mails off, so that it decides how much there is room for.
 *
 * @param name as it stands in the header of the part
 */
record TransferEncoding(String name, byte[] bytes) {

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});
    private static final int LONGEST_LINE = 75;
    private static final byte[] BREAK = {'=', '\r', '\n'};
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    /** @param text with CRLF as line ends */
    static TransferEncoding of(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var plain = 0;
        for (var one : bytes) {
            plain += isPlain(one) ? 1 : 0;
        }
        return quotedSize(plain, bytes.length - plain) < base64Size(bytes.length)
                ? new TransferEncoding("quoted-printable", quoted(bytes))
                : new TransferEncoding("base64", BASE64.encode(bytes));
    }

    /**
     * How long the shorter form becomes, or a few octets more.
     *
     * @param plain octets that stand for themselves, line ends among them
     * @param other all others
     */
    static long size(long plain, long other) {
        return Math.min(quotedSize(plain, other), base64Size(plain + other));
    }

    static boolean isPlain(int octet) {
        return octet >= ' ' && octet < 127 && octet != '=' || octet == '\r' || octet == '\n';
    }

    private static long base64Size(long octets) {
        return (octets + 3) * 78 / 57 + 2;
    }

    private static long quotedSize(long plain, long other) {
        var written = plain + 3 * other;
        return written + 3 * (written / (LONGEST_LINE - 3) + 1);
    }

    private static byte[] quoted(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length + bytes.length / 8);
        var column = 0;
        for (var at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                out.write('\n');
                column = 0;
                continue;
            }
            var itself = isPlain(bytes[at]) && !(bytes[at] == ' ' && endsLine(bytes, at + 1));
            var length = bytes[at] == '\r' ? 0 : itself ? 1 : 3;
            if (column + length > LONGEST_LINE) {
                out.writeBytes(BREAK);
                column = 0;
            }
            if (itself) {
                out.write(bytes[at]);
            } else {
                out.write('=');
                out.write(HEX[bytes[at] >> 4 & 15]);
                out.write(HEX[bytes[at] & 15]);
            }
            column += length;
        }
        return out.toByteArray();
    }

    private static boolean endsLine(byte[] bytes, int at) {
        return at == bytes.length || bytes[at] == '\r';
    }
}
