package org.duban.inbox;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a mail server reports about one mail (RFC 3464).
 *
 * @param action {@code failed}, {@code delayed}, {@code delivered}, {@code relayed} or {@code expanded}
 * @param status as in RFC 3463, such as {@code 5.1.1}; empty if none was given
 * @param originalRecipient whom we had addressed; empty if it does not say
 * @param finalRecipient whom the reporting server tried to reach; empty if it does not say
 * @param diagnostic the words of the server that refused; may be empty
 */
record DeliveryReport(
        String action, String status, String originalRecipient, String finalRecipient, String diagnostic) {

    private static final Pattern SPARE_ADDRESS_FIRST = Pattern.compile("^5\\.[0124]\\.\\d+$");
    private static final Set<String> ARRIVED = Set.of("delivered", "relayed", "expanded");

    boolean failed() {
        return action.equals("failed");
    }

    boolean arrived() {
        return ARRIVED.contains(action);
    }

    /**
     * Whether the address is wrong for good, rather than this mail (5.3, 5.6), its sender (5.7) or the moment (4.x). A
     * report about somebody else, say one reader of a distribution list, says nothing against the address.
     */
    boolean faultOf(String address) {
        var tried = originalRecipient.isEmpty() ? finalRecipient : originalRecipient;
        return failed() && SPARE_ADDRESS_FIRST.matcher(status).matches() && same(tried, address);
    }

    /** On one line: what a state keeps. */
    String reply() {
        var words = diagnostic.isEmpty() ? InboxReason.NO_WORDS.with() : diagnostic;
        var who = finalRecipient.isEmpty() ? "" : " <" + finalRecipient + ">";
        return "reported " + action + (status.isEmpty() ? "" : " " + status) + who + ": " + words;
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
