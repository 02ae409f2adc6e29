package org.duban.mail;

import jakarta.mail.internet.InternetAddress;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.duban.channel.Outcome;
import org.duban.letter.Mail;

/** Hands single mails that are no notices to the mail server, each over a connection of its own. */
public final class DirectMail {

    private final SmtpServer server;
    private final UnaryOperator<Mail> seal;
    private final String from;

    /** @param seal signs a mail, where mails are signed here */
    DirectMail(SmtpServer server, UnaryOperator<Mail> seal, InternetAddress from) {
        this.server = server;
        this.seal = seal;
        this.from = from.getAddress();
    }

    /** The address of {@code duban.mail.from}. */
    public String from() {
        return from;
    }

    /**
     * Sends a mail.
     *
     * @param sender envelope sender
     * @param recipient envelope recipient
     * @param bytes headers and body, ASCII, lines end with CRLF
     */
    public Outcome send(String sender, String recipient, byte[] bytes) {
        var answer = server.connect();
        var connection = answer.connection();
        if (connection == null) {
            return answer.down();
        }
        try {
            return connection.send(seal.apply(new Mail(UUID.randomUUID(), sender, recipient, bytes)));
        } finally {
            server.discard(connection);
        }
    }
}
