package org.duban.answers.links;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/**
 * What a link entitles its reader to: one answer about one task, by one unit. Links of mails from before there were shorter
 * ones say all of it themselves.
 *
 * @param answer what may be answered
 * @param taskId about which task
 * @param unit the unit that was told, as which the answer counts
 * @param notice the notice that carried the link
 * @param revision the task's revision that the notice told
 * @param until the link says nothing from then on
 */
public record AnswerGrant(Answer answer, String taskId, String unit, UUID notice, long revision, Instant until)
        implements LinkContent {

    static AnswerGrant readFrom(DataInputStream in) throws IOException {
        var answer = Answer.of(in.readByte());
        var task = in.readUTF();
        var unit = in.readUTF();
        var notice = LinkContent.readId(in);
        return new AnswerGrant(answer, task, unit, notice, in.readLong(), Instant.ofEpochSecond(in.readLong()));
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        out.writeByte(GRANT);
        out.writeByte(answer.code());
        out.writeUTF(taskId);
        out.writeUTF(unit);
        LinkContent.writeId(out, notice);
        out.writeLong(revision);
        out.writeLong(until.getEpochSecond());
    }
}
