package org.duban.inbox.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a mail that may be too large to be kept: its beginning and its end, between which lies what is attached. */
public final class MailBytes {

    private static final int END = 256 * 1_024;
    private static final long FARTHEST = 100L * 1_024 * 1_024;

    private MailBytes() {}

    /**
     * All of a mail, or its first and last bytes: what a person writes stands before or after a large attachment.
     *
     * @param largest what is kept of the beginning
     */
    public static byte[] read(InputStream in, int largest) throws IOException {
        var beginning = in.readNBytes(largest);
        if (beginning.length < largest) {
            return beginning;
        }
        var end = new byte[0];
        for (var far = 0L; far < FARTHEST; far += END) {
            var block = in.readNBytes(END);
            var from = Math.max(0, end.length + block.length - END);
            end = Arrays.copyOfRange(joined(end, block), from, end.length + block.length);
            if (block.length < END) {
                break;
            }
        }
        return joined(beginning, end);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
