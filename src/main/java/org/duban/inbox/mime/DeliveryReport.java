package org.duban.inbox.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.duban.channel.FailureCause;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server reports about one mail (RFC 3464).
 *
 * @param action {@code failed}, {@code delayed}, {@code delivered}, {@code relayed} or {@code expanded}
 * @param status as in RFC 3463, such as {@code 5.1.1}; empty if none was given
 * @param originalRecipient whom we had addressed; empty if it does not say
 * @param finalRecipient whom the reporting server tried to reach; empty if it does not say
 * @param diagnostic the words of the server that refused; may be empty
 * @param others what it reports about further recipients
 */
public record DeliveryReport(
        String action,
        String status,
        String originalRecipient,
        String finalRecipient,
        String diagnostic,
        List<DeliveryReport> others) {

    private static final Set<String> WITH_WORDS = Set.of("failed", "delayed", "delivered", "relayed", "expanded");
    private static final Set<String> ARRIVED = Set.of("delivered", "relayed", "expanded");

    public DeliveryReport {
        others = List.copyOf(others);
    }

    /** About one recipient alone. */
    DeliveryReport(String action, String status, String originalRecipient, String finalRecipient, String diagnostic) {
        this(action, status, originalRecipient, finalRecipient, diagnostic, List.of());
    }

    /**
     * What it reports about one reader: where it reports about several, only that which names him. Where it has one recipient, this
     * may be whom the reader's server sent the mail on to.
     */
    public Optional<DeliveryReport> about(String address) {
        if (others.isEmpty() || names(address)) {
            return Optional.of(this);
        }
        return others.stream().filter(other -> other.names(address)).findFirst();
    }

    private boolean names(String address) {
        return same(originalRecipient, address) || same(finalRecipient, address);
    }

    public boolean failed() {
        return action.equals("failed");
    }

    boolean delayed() {
        return action.equals("delayed");
    }

    /** Whether it says what became of the mail. */
    boolean clear() {
        return failed() || arrived() || delayed();
    }

    /** The same with what its text says, where its fields do not. */
    DeliveryReport or(@Nullable DeliveryReport text) {
        return clear() || text == null
                ? this
                : new DeliveryReport(
                        text.action,
                        status,
                        originalRecipient,
                        finalRecipient,
                        diagnostic.isEmpty() ? text.diagnostic : diagnostic,
                        others);
    }

    public boolean arrived() {
        return ARRIVED.contains(action);
    }

    /** What the server complains of; of a failure only. That the mailbox is full, which passes, must stand in its words. */
    public FailureCause cause() {
        if (status.startsWith("4.")) {
            return FailureCause.ROUTE;
        }
        var cause = FailureCause.of(status, diagnostic);
        var full = cause == FailureCause.MAILBOX_FULL;
        return full && FailureCause.of("", diagnostic) != FailureCause.MAILBOX_FULL ? FailureCause.UNCLEAR : cause;
    }

    /**
     * Whether the address is wrong for good, rather than this mail, its sender or the moment. A report about somebody else,
     * say one reader of a distribution list, says nothing against the address.
     */
    public boolean faultOf(String address) {
        var tried = originalRecipient.isEmpty() ? finalRecipient : originalRecipient;
        return failed() && cause() == FailureCause.ADDRESS && same(tried, address);
    }

    /** As it is kept with the mail. */
    public Reason reason() {
        var about = finalRecipient.isEmpty() ? status : (status + " <" + finalRecipient + ">").strip();
        var says = List.<Object>of(
                about.isEmpty() ? InboxReason.NO_STATUS.with() : about,
                diagnostic.isEmpty() ? InboxReason.NO_WORDS.with() : diagnostic);
        return WITH_WORDS.contains(action)
                ? InboxReason.valueOf(action.toUpperCase(Locale.ROOT)).with(says.toArray())
                : InboxReason.REPORTED.with(action, says.get(0), says.get(1));
    }

    /** On one line: what stands for the answer of a mail server. */
    public String reply() {
        var words = diagnostic.isEmpty() ? "no words" : diagnostic;
        var who = finalRecipient.isEmpty() ? "" : " <" + finalRecipient + ">";
        return "reported " + action + (status.isEmpty() ? "" : " " + status) + who + ": " + words;
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
