package org.duban.mail;

import org.duban.channel.Outcome;
import org.duban.letter.Mail;
import org.jspecify.annotations.Nullable;

/** One sender's line to the mail server: connects when there is mail, keeps the connection for the next one. */
final class SmtpSession {

    private final SmtpServer server;
    private @Nullable SmtpConnection connection;
    private SlowDownReply plea = SlowDownReply.NONE;

    SmtpSession(SmtpServer server) {
        this.server = server;
    }

    /** Sends a mail; over a new connection if the kept one turns out to have died while nothing was sent. */
    Outcome send(Mail mail) {
        var kept = connection;
        if (kept != null) {
            var outcome = send(kept, mail);
            if (!kept.stale()) {
                return outcome;
            }
        }
        plea = SlowDownReply.NONE;
        var answer = server.connect();
        if (answer.connection() == null) {
            return answer.down();
        }
        connection = answer.connection();
        return send(answer.connection(), mail);
    }

    /** Whether the server's answer to the last mail asks for less of it. */
    SlowDownReply plea() {
        return plea;
    }

    void hangUp() {
        if (connection != null) {
            server.discard(connection);
            connection = null;
        }
    }

    private Outcome send(SmtpConnection over, Mail mail) {
        var outcome = over.send(mail);
        plea = over.plea();
        if (!over.usable()) {
            hangUp();
        }
        return outcome;
    }
}
