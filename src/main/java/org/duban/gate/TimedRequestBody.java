package org.duban.gate;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * The body of a request, which has to come at some pace: time-outs of a socket count from byte to byte, and a byte every
 * few seconds would hold a thread for hours.
 */
final class TimedRequestBody implements InputBuffer, AutoCloseable {

    private static final int SLOWEST_BYTES_A_SECOND = 1_024;
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final Duration UNWANTED_AT_ONCE = Duration.ofSeconds(2);
    private static final long UNWANTED_BYTES = 1 << 20;

    private final Request request;
    private final InputBuffer body;
    private final Runnable read;
    private final long start = System.nanoTime();
    private boolean done;
    private long bytes;

    /** @param read is run once, as soon as all of it has been read or nobody waits for it any more */
    TimedRequestBody(Request request, Runnable read) {
        this.request = request;
        this.body = request.getInputBuffer();
        this.read = read;
        request.setInputBuffer(this);
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        refuseLate(AT_ONCE);
        var count = body.doRead(handler);
        bytes += Math.max(0, count);
        if (count < 0 || request.isFinished()) {
            done();
        }
        return count;
    }

    @Override
    public int available() {
        return body.available();
    }

    private void refuseLate(Duration atOnce) throws IOException {
        var allowed = atOnce.plusMillis(bytes * 1_000 / SLOWEST_BYTES_A_SECOND);
        if (System.nanoTime() - start > allowed.toNanos()) {
            throw new SocketTimeoutException("the body came slower than " + SLOWEST_BYTES_A_SECOND + " bytes a second");
        }
    }

    private void done() {
        if (!done) {
            done = true;
            read.run();
        }
    }

    /**
     * Takes in what nobody wanted, so that the sender is still there to read the answer; of a sender that is slow with it,
     * the connection is closed instead, because the container would wait for the rest for ever.
     */
    @Override
    public void close() {
        try {
            if (!request.isFinished() && !soonRead()) {
                request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        } finally {
            request.setInputBuffer(body);
            done();
        }
    }

    private boolean soonRead() {
        try {
            var nothing = new Discarded();
            while (bytes < UNWANTED_BYTES && !request.isFinished()) {
                refuseLate(UNWANTED_AT_ONCE);
                if (doRead(nothing) < 0) {
                    return true;
                }
            }
            return request.isFinished();
        } catch (IOException e) {
            return false;
        }
    }

    private static final class Discarded implements ApplicationBufferHandler {
        private java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(java.nio.ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public java.nio.ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // Nothing is kept.
        }
    }
}
