package org.duban.inbox.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads a mail that may be too large to be kept: its beginning, its end, and what lies between without the encoded lines of what is
 * attached, so that a text between two large attachments is found like any other.
 */
public final class MailBytes {

    private static final int END = 256 * 1_024;
    private static final long FARTHEST = 100L * 1_024 * 1_024;
    /** Shorter lines are few: boundaries, headers, words, and the last of something encoded. */
    private static final int LONG = 60;

    private static final int LONGEST_LINE = 1_000;

    private MailBytes() {}

    /**
     * All of a mail, or its first and last bytes and what may be words between them: a person may write before, between or after
     * large attachments.
     *
     * @param largest what is kept of the beginning
     */
    public static byte[] read(InputStream in, int largest) throws IOException {
        var beginning = in.readNBytes(largest);
        if (beginning.length < largest) {
            return beginning;
        }
        var between = new Between();
        var end = new byte[0];
        for (var far = 0L; far < FARTHEST; far += END) {
            var block = in.readNBytes(END);
            var from = Math.max(0, end.length + block.length - END);
            between.read(end, from);
            end = Arrays.copyOfRange(joined(end, block), from, end.length + block.length);
            if (block.length < END) {
                break;
            }
        }
        return joined(joined(beginning, between.kept()), end);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    /** Keeps the lines that are not encoded, and all lines of a part that says it is text, up to a limit. */
    private static final class Between {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private boolean text;

        void read(byte[] bytes, int to) {
            for (var i = 0; i < to && kept.size() < END; i++) {
                if (line.size() < LONGEST_LINE) {
                    line.write(bytes[i]);
                }
                if (bytes[i] == '\n') {
                    ends();
                }
            }
        }

        /** The line that is not over yet goes on in the end. */
        byte[] kept() {
            return joined(kept.toByteArray(), line.toByteArray());
        }

        private void ends() {
            var said = line.toString(StandardCharsets.ISO_8859_1);
            line.reset();
            if (said.startsWith("--")) {
                text = false;
            } else if (said.regionMatches(true, 0, "Content-Type:", 0, 13)) {
                text = said.substring(13)
                        .stripLeading()
                        .toLowerCase(Locale.ROOT)
                        .startsWith("text/");
            }
            if (text || said.length() < LONG || !isEncoded(said)) {
                kept.writeBytes(said.getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        private static boolean isEncoded(String said) {
            return said.chars()
                    .allMatch(c -> c >= 'A' && c <= 'Z'
                            || c >= 'a' && c <= 'z'
                            || c >= '0' && c <= '9'
                            || c == '+'
                            || c == '/'
                            || c == '='
                            || c == '\r'
                            || c == '\n');
        }
    }
}
