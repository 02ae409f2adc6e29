package org.duban.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.duban.channel.FailureCause;
import org.duban.channel.Outcome;
import org.duban.letter.Mail;
import org.duban.letter.SafeText;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the mail server that knows how far each mail has got, so that a failure is told for what it is. Angus
 * alone cannot tell a lost answer from a refusal: both arrive as the same exception. Used by one thread, except for
 * {@link #closeIfOverdue} and {@link #abort}.
 */
final class SmtpConnection extends SMTPTransport {

    /** How far a mail has got. After {@code FINAL_DOT} the server may have taken it over. */
    enum Phase {
        CONNECT,
        IDLE,
        MAIL,
        RCPT,
        DATA,
        BODY,
        FINAL_DOT
    }

    private final TrackedSockets sockets;
    private final SendingProperties settings;
    private volatile Phase phase = Phase.CONNECT;
    private volatile long phaseEnds;
    private volatile boolean overdue;
    private boolean resetting;
    private int code;
    private String answer = "";
    private boolean usable;
    private boolean stale;
    private SlowDownReply plea = SlowDownReply.NONE;

    SmtpConnection(Session session, TrackedSockets sockets, SendingProperties settings) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.sockets = sockets;
        this.settings = settings;
        enter(Phase.CONNECT);
    }

    void open(String host, int port, @Nullable String user, @Nullable String password) throws MessagingException {
        enter(Phase.CONNECT);
        connect(host, port, user, password);
        usable = true;
        enter(Phase.IDLE);
    }

    /** Sends one mail and says what became of it; {@link #usable} tells whether another may follow. */
    Outcome send(Mail mail) {
        stale = false;
        plea = SlowDownReply.NONE;
        if (mail.needsUtf8() && !supportsExtension("SMTPUTF8")) {
            return new Outcome.Refused("the mail server does not know SMTPUTF8, which this address needs", true);
        }
        if (mail.bytes().length > mostBytes()) {
            var words = "the mail has %d bytes, the mail server takes %d (SIZE)";
            return new Outcome.Refused(words.formatted(mail.bytes().length, mostBytes()), false);
        }
        overdue = false;
        answer = "";
        code = 0;
        enter(Phase.MAIL);
        try {
            sendMessage(new RawMessage(mail, supportsExtension("DSN")), new Address[] {envelope(mail.recipient())});
            return new Outcome.Accepted(answer);
        } catch (MessagingException | RuntimeException e) {
            var outcome = outcome(e);
            usable = code >= 200 && code != 421 && stillAnswers();
            stale = phase == Phase.MAIL && (code <= 0 || closedWhileIdle()) && !overdue;
            plea = stale || code <= 0 ? SlowDownReply.NONE : SlowDownReply.of(answer, phase.compareTo(Phase.MAIL) > 0);
            return outcome;
        } finally {
            if (usable) {
                enter(Phase.IDLE);
            }
        }
    }

    /** Whether the server kept the connection and takes another mail. */
    boolean usable() {
        return usable;
    }

    boolean greeted() {
        return phase != Phase.CONNECT;
    }

    /** Whether the last mail failed before the server had looked at it: the connection had died while it was idle. */
    boolean stale() {
        return stale;
    }

    /** Whether the server's answer to the last mail asks for less of it. */
    SlowDownReply plea() {
        return plea;
    }

    /** Says goodbye if the server still listens. */
    void hangUp() {
        try {
            enter(Phase.CONNECT);
            close();
        } catch (MessagingException | RuntimeException e) {
            // Whatever it held was settled before.
        } finally {
            abort();
        }
    }

    /** Closes the socket under whoever waits on it. */
    void abort() {
        sockets.close();
    }

    /** Ends a phase that takes too long, however many bytes trickle in. */
    void closeIfOverdue(long nanoTime) {
        if (phase != Phase.IDLE && nanoTime - phaseEnds > 0) {
            overdue = true;
            abort();
        }
    }

    /** The server's words, or else what went wrong, on one line. */
    String reason(Exception e) {
        if (overdue) {
            return "no answer in time (" + phase + ", " + limit(phase) + ")";
        }
        if (code >= 400) {
            return answer;
        }
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        var lost = code < 0 ? "connection lost" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return SafeText.line(lost + " (" + phase + ")", 300);
    }

    @Override
    protected void mailFrom() throws MessagingException {
        enter(Phase.MAIL);
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        enter(Phase.RCPT);
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        enter(Phase.DATA);
        var stream = super.data();
        enter(Phase.BODY);
        return stream;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        // After a refusal Angus sends RSET; its answer must not hide that of the server to the mail.
        resetting = command.equals("RSET");
        if (!resetting) {
            code = 0;
            answer = "";
        }
        // Angus writes the low byte of each char: so an address that is not ASCII leaves as UTF-8.
        super.sendCommand(new String(command.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        if (command.equals(".")) {
            enter(Phase.FINAL_DOT);
        }
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        var received = super.readServerResponse();
        if (!resetting) {
            code = received;
            answer = SafeText.line(AngusText.decode(String.valueOf(getLastServerResponse())), 500);
        }
        return received;
    }

    private Outcome outcome(Exception e) {
        var reason = reason(e);
        if (code >= 500 && code < 600) {
            var cause = FailureCause.of("", answer);
            return cause.passes()
                    ? new Outcome.Deferred(reason)
                    : new Outcome.Refused(reason, phase == Phase.RCPT && cause == FailureCause.ADDRESS);
        }
        if (code >= 400 && code < 500) {
            return new Outcome.Deferred(reason);
        }
        if (phase == Phase.FINAL_DOT) {
            return code >= 200 && code < 300 ? new Outcome.Accepted(reason) : new Outcome.Unknown(reason);
        }
        return new Outcome.Deferred(reason);
    }

    /** Whether that is its late goodbye to a connection that nobody used, rather than a word about who sends too much. */
    private boolean closedWhileIdle() {
        return code == 421 && !answer.matches("421[ -]4\\.7\\..*");
    }

    /** The most that the server takes (RFC 1870); no limit where it names none. */
    private long mostBytes() {
        var limit = supportsExtension("SIZE") ? getExtensionParameter("SIZE") : null;
        var named = limit != null && limit.matches("0*[1-9]\\d{0,17}");
        return named ? Long.parseLong(limit) : Long.MAX_VALUE;
    }

    private boolean stillAnswers() {
        var failedIn = phase;
        phaseEnds = System.nanoTime() + settings.stepTimeout().toNanos();
        var kept = code;
        var words = answer;
        var answers = isConnected();
        code = kept;
        answer = words;
        phase = failedIn;
        return answers;
    }

    private void enter(Phase next) {
        phaseEnds = System.nanoTime() + limit(next).toNanos();
        phase = next;
    }

    private Duration limit(Phase of) {
        return switch (of) {
            case CONNECT -> settings.connectTimeout();
            case FINAL_DOT -> settings.answerTimeout();
            case IDLE, MAIL, RCPT, DATA, BODY -> settings.stepTimeout();
        };
    }

    private static InternetAddress envelope(String address) {
        var recipient = new InternetAddress();
        recipient.setAddress(address);
        return recipient;
    }
}
