package org.duban.inbox.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in the two charsets of seven bits that Java does not have: HZ (RFC 1843) and UTF-7 (RFC 2152). */
final class OldCharsets {

    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Pattern SHIFTED = Pattern.compile("\\+([A-Za-z0-9+/]*)-?");

    private OldCharsets() {}

    /** The text, if the charset of that name is one of the two. */
    static Optional<String> decoded(String charset, byte[] bytes) {
        return switch (charset.toLowerCase(Locale.ROOT)) {
            case "hz", "hz-gb-2312", "hz-gb2312" -> Optional.of(hz(bytes));
            case "utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "csunicode11utf7" ->
                Optional.of(utf7(new String(bytes, StandardCharsets.US_ASCII)));
            default -> Optional.empty();
        };
    }

    private static String hz(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length);
        var chinese = false;
        for (var i = 0; i < bytes.length; i++) {
            var next = i + 1 < bytes.length ? bytes[i + 1] : 0;
            if (bytes[i] == '~' && (next == '{' || next == '}' || next == '~' || next == '\n')) {
                chinese = next == '{' || (chinese && next == '~');
                if (next == '~') {
                    out.write('~');
                }
                i++;
            } else if (bytes[i] == '\n') {
                chinese = false;
                out.write('\n');
            } else {
                out.write(chinese && bytes[i] > ' ' ? bytes[i] | 0x80 : bytes[i]);
            }
        }
        return out.toString(GB2312);
    }

    private static String utf7(String text) {
        return SHIFTED.matcher(text)
                .replaceAll(found -> found.group(1).isEmpty()
                        ? Matcher.quoteReplacement("+")
                        : Matcher.quoteReplacement(shifted(found.group(1))));
    }

    private static String shifted(String base64) {
        try {
            // What is left of six bits beyond whole characters only fills up.
            var whole = base64.length() % 4 == 1 ? base64.substring(0, base64.length() - 1) : base64;
            var bytes = Base64.getDecoder().decode(whole);
            return new String(bytes, 0, bytes.length / 2 * 2, StandardCharsets.UTF_16BE);
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }
}
