package org.duban.directory;

import java.net.IDN;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.reasons.Reason;

/**
 * A mail address that every mail server can take: an ASCII local part, a domain in its ASCII form and in lower case.
 *
 * @param text the whole address
 */
public record EmailAddress(String text) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** An address that cannot be used. */
    public static final class Wrong extends IllegalArgumentException {
        private final transient Reason why;

        private Wrong(Reason why) {
            super(why.english());
            this.why = why;
        }

        /** What is wrong, with the address in quotes. */
        public Reason why() {
            return why;
        }
    }

    /** @throws Wrong if no mail could reach it */
    public static EmailAddress of(String text) {
        text.codePoints().forEach(character -> refuseUnseen(text, character));
        var at = text.indexOf('@');
        if (at < 0 || at != text.lastIndexOf('@')) {
            throw wrong(text, at < 0 ? AddressReason.ADDRESS_WITHOUT_AT : AddressReason.ADDRESS_WITH_MANY_AT);
        }
        var local = text.substring(0, at);
        if (local.codePoints().anyMatch(character -> character > 127)) {
            throw wrong(text, AddressReason.ADDRESS_NOT_ASCII);
        }
        if (local.length() > LONGEST_LOCAL || !LOCAL.matcher(local).matches()) {
            throw wrong(text, AddressReason.ADDRESS_WITHOUT_NAME);
        }
        var address = local + "@" + domain(text, text.substring(at + 1));
        if (address.length() > LONGEST) {
            throw wrong(text.substring(0, 40) + "…", AddressReason.ADDRESS_TOO_LONG, String.valueOf(LONGEST));
        }
        return new EmailAddress(address);
    }

    private static String domain(String text, String written) {
        var domain = ascii(text, written);
        var labels = domain.split("\\.", -1);
        var named = domain.equals("localhost")
                || (labels.length > 1 && !labels[labels.length - 1].chars().allMatch(Character::isDigit));
        for (var label : labels) {
            named &= LABEL.matcher(label).matches();
        }
        if (!named) {
            throw wrong(text, AddressReason.ADDRESS_WITHOUT_DOMAIN);
        }
        return domain;
    }

    private static String ascii(String text, String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw wrong(text, AddressReason.ADDRESS_WITHOUT_DOMAIN);
        }
    }

    private static void refuseUnseen(String text, int character) {
        var number = "(U+%04X)".formatted(character);
        if (character >= 0xFF00 && character <= 0xFFEF || character == 0x3002) {
            throw wrong(text, AddressReason.ADDRESS_FULL_WIDTH, Character.toString(character), number);
        }
        if (Character.isSpaceChar(character) || Character.isWhitespace(character)) {
            throw wrong(text, AddressReason.ADDRESS_WITH_SPACE, number);
        }
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> throw wrong(text, AddressReason.ADDRESS_WITH_UNSEEN, number);
            default -> {}
        }
    }

    private static Wrong wrong(String text, AddressReason why, String... more) {
        return new Wrong(why.with(
                Stream.concat(Stream.of(printable(text)), Stream.of(more)).toArray()));
    }

    private static String printable(String text) {
        var seen = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "\uFFFD");
        return seen.length() > 100 ? seen.substring(0, 100) + "…" : seen;
    }

    /**
     * Each mailbox once, as it is written first. No mail server in use tells {@code Office@} from {@code office@}, and whoever
     * has both gets one mail.
     */
    static List<String> distinct(Collection<String> addresses) {
        var byMailbox = new LinkedHashMap<String, String>();
        addresses.forEach(address -> byMailbox.putIfAbsent(address.toLowerCase(Locale.ROOT), address));
        return List.copyOf(byMailbox.values());
    }
}
