package org.duban.answers.links;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What the token in a link says. Its first byte says how to read the rest: a link that has been mailed keeps its meaning for
 * ever.
 */
public sealed interface LinkContent
        permits AnswerGrant, LinkContent.OneAnswer, LinkContent.WholeLetter, LinkContent.OneTask {

    int GRANT = 1;
    int ONE_ANSWER = 2;
    int WHOLE_LETTER = 3;
    int ONE_TASK = 4;

    /** The notice that carried the link. */
    UUID notice();

    void writeTo(DataOutputStream out) throws IOException;

    static LinkContent readFrom(DataInputStream in) throws IOException {
        var kind = in.readByte();
        return switch (kind) {
            case GRANT -> AnswerGrant.readFrom(in);
            case ONE_ANSWER -> new OneAnswer(Answer.of(in.readByte()), readId(in), in.readLong());
            case WHOLE_LETTER -> new WholeLetter(readId(in));
            case ONE_TASK -> OneTask.readFrom(in);
            default -> throw new IllegalStateException("a token of kind " + kind + " under this key");
        };
    }

    /**
     * One answer about one task of a notice, which says the rest: short, whatever the id of the task.
     *
     * @param task the {@linkplain #mark mark} of the task
     */
    record OneAnswer(Answer answer, UUID notice, long task) implements LinkContent {

        /** Tells the tasks of one notice apart: the first eight bytes of the SHA-256 of their ids. */
        public static long mark(String taskId) {
            return ByteBuffer.wrap(DigestUtils.sha256(taskId)).getLong();
        }

        @Override
        public void writeTo(DataOutputStream out) throws IOException {
            out.writeByte(ONE_ANSWER);
            out.writeByte(answer.code());
            writeId(out, notice);
            out.writeLong(task);
        }
    }

    /** All answers about all tasks of a notice. */
    record WholeLetter(UUID notice) implements LinkContent {
        @Override
        public void writeTo(DataOutputStream out) throws IOException {
            out.writeByte(WHOLE_LETTER);
            writeId(out, notice);
        }
    }

    /**
     * All that an office in charge may do to one task of a notice.
     *
     * @param task the {@linkplain OneAnswer#mark mark} of the task
     */
    record OneTask(UUID notice, long task) implements LinkContent {

        /** Which page of the task: there is one so far. */
        private static final int ACTS = 0;

        static OneTask readFrom(DataInputStream in) throws IOException {
            var page = in.readByte();
            if (page != ACTS) {
                throw new IllegalStateException("a token of page " + page + " under this key");
            }
            return new OneTask(readId(in), in.readLong());
        }

        @Override
        public void writeTo(DataOutputStream out) throws IOException {
            out.writeByte(ONE_TASK);
            out.writeByte(ACTS);
            writeId(out, notice);
            out.writeLong(task);
        }
    }

    static void writeId(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    static UUID readId(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }
}
