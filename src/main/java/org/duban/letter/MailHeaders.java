package org.duban.letter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/** Writes header values that hold words from outside: ASCII only, folded, with nothing in them that ends a line. */
final class MailHeaders {

    private static final Pattern ATOM = Pattern.compile("[A-Za-z0-9_-]{1,150}(\\.[A-Za-z0-9_-]{1,150}){0,20}");
    private static final int LONGEST_LINE = 76;
    private static final int LONGEST_ID = 200;
    // 39 bytes are 52 characters of base64; with the frame of an encoded word and the longest header name still under
    // 78.
    private static final int WORD_BYTES = 39;

    private MailHeaders() {}

    /** Unstructured text: as it is if it is short plain ASCII, else as B-encoded words (RFC 2047). */
    static String text(String value) {
        var plain = value.chars().allMatch(c -> c >= ' ' && c < 127) && value.length() <= 64;
        return plain && !value.contains("=?") ? value : encodedWords(value);
    }

    /** The letters, digits, blanks and dashes of a name: nothing that means anything in a header or calendar. */
    static String plainName(String name) {
        return SafeText.line(name, 60).replaceAll("[^\\p{L}\\p{N} ·-]", "");
    }

    /** Ids separated by commas, folded. */
    static String ids(String name, List<String> ids) {
        var out = new StringBuilder();
        var column = name.length() + 2;
        for (var id : ids) {
            var safe = visible(id);
            if (!out.isEmpty()) {
                var fold = column + safe.length() + 1 > LONGEST_LINE;
                out.append(fold ? ",\r\n " : ",");
                column = fold ? 1 : column + 1;
            }
            out.append(safe);
            column += safe.length();
        }
        return out.toString();
    }

    /** An id as the left part of a Message-ID: letters, digits, dashes, underscores and single dots stay as they are. */
    static String atom(String id) {
        return id.length() <= LONGEST_ID && ATOM.matcher(id).matches() ? id : escaped(id, "-_", "");
    }

    private static String visible(String id) {
        // "?" would let an id pose as an encoded word, "," separates, "%" begins an escape.
        return escaped(id, "!#$&'()*+-./:;<=>@[]^_`{|}~", "");
    }

    private static String escaped(String id, String alsoSafe, String before) {
        var out = new StringBuilder(before);
        for (var octet : id.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || alsoSafe.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
            if (out.length() > LONGEST_ID) {
                return "sha256-" + DigestUtils.sha256Hex(id);
            }
        }
        return out.toString();
    }

    private static String encodedWords(String value) {
        var words = new ArrayList<String>(4);
        var start = 0;
        var size = 0;
        for (var at = 0; at < value.length(); at = value.offsetByCodePoints(at, 1)) {
            var octets = octets(value.codePointAt(at));
            if (size + octets > WORD_BYTES) {
                words.add(encodedWord(value.substring(start, at)));
                start = at;
                size = 0;
            }
            size += octets;
        }
        words.add(encodedWord(value.substring(start)));
        return String.join("\r\n ", words);
    }

    private static int octets(int codePoint) {
        if (codePoint < 0x800) {
            return codePoint < 0x80 ? 1 : 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    private static String encodedWord(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
}
