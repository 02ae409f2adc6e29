package org.duban.events;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.util.Optional;
import java.util.regex.Pattern;
import org.duban.reasons.Reason;
import org.duban.task.QuotedValue;

/**
 * The URIs that attributes of events hold (CloudEvents 1.0.2, {@code source} and {@code dataschema}), as formats of their schema: by
 * RFC 3986, with letters of any script as RFC 3987 has them, for offices write 督办 as they say it. What cannot be seen is not
 * taken: two sources that look alike would be two.
 */
enum UriForm implements Format {
    /** {@code /list}, {@code //county/office}, {@code urn:…}, {@code https://…}. */
    REFERENCE("iri-reference"),
    /** One with a scheme; CloudEvents would have it without a fragment, but schemas are named with one. */
    ABSOLUTE("iri");

    /** Nothing longer is taken anywhere. */
    private static final int LONGEST = 2_000;

    private static final String SCRIPTS =
            "\\x{A0}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFEF}\\x{10000}-\\x{DFFFD}";
    private static final String PLAIN = "[A-Za-z0-9._~!$&'()*+,;=" + SCRIPTS + "-&&[^\\p{Z}\\p{C}]]";
    private static final String ENCODED = "%[0-9A-Fa-f]{2}";
    private static final String NAME = "(?:" + PLAIN + "|" + ENCODED + ")";
    private static final String PART = "(?:" + PLAIN + "|[:@]|" + ENCODED + ")";

    private static final String HOST = "(?:\\[[0-9A-Za-z:._~!$&'()*+,;=-]++\\]|" + NAME + "*+)";
    private static final String AUTHORITY = "//(?:(?:" + NAME + "|:)*+@)?" + HOST + "(?::[0-9]*+)?+";
    private static final String PARTS = "(?:/" + PART + "*+)*+";
    private static final String REST = "(?:\\?(?:" + PART + "|[/?])*+)?+(?:#(?:" + PART + "|[/?])*+)?+";
    private static final String PATH = AUTHORITY + PARTS + "|/(?:" + PART + "++" + PARTS + ")?+|";

    private static final Pattern RELATIVE =
            Pattern.compile("(?:" + PATH + "(?:" + NAME + "|@)++" + PARTS + "|)" + REST);
    private static final Pattern WITH_SCHEME =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+:(?:" + PATH + PART + "++" + PARTS + "|)" + REST);
    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern NEVER = Pattern.compile("[\\x00-\\x20\"<>\\\\^`{|}\\p{Z}\\p{C}]");

    private final String format;

    UriForm(String format) {
        this.format = format;
    }

    @Override
    public String getName() {
        return format;
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        return text.length() <= LONGEST
                && (WITH_SCHEME.matcher(text).matches()
                        || this == REFERENCE && RELATIVE.matcher(text).matches());
    }

    /** What is wrong with a text that is none of these; empty where there is nothing better to say than that. */
    static Optional<Reason> problemOf(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        var shown = QuotedValue.plain(text);
        var never = NEVER.matcher(text);
        if (never.find()) {
            var one = never.group();
            return Optional.of(
                    one.isBlank() || Character.isSpaceChar(one.codePointAt(0))
                            ? EventReason.HOLDS_SPACE.with(shown)
                            : EventReason.HOLDS_NO_URI_CHARACTER.with(
                                    shown, String.format("U+%04X", one.codePointAt(0))));
        }
        if (BROKEN.matcher(text).find()) {
            return Optional.of(EventReason.HOLDS_PERCENT.with(shown));
        }
        return RELATIVE.matcher(text).matches()
                ? Optional.of(EventReason.NO_ABSOLUTE_URI.with(shown))
                : WITH_SCHEME.matcher(text).matches() ? Optional.empty() : Optional.of(EventReason.NO_URI.with(shown));
    }
}
