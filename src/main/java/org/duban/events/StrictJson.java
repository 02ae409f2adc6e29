package org.duban.events;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duban.reasons.Reason;
import org.duban.task.QuotedValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON and refuses what other readers, or PostgreSQL, would read differently or not at all. */
public final class StrictJson {

    static final int DEEPEST = 32;
    static final int LONGEST_NUMBER = 40;

    /** Powers of ten between which every number lies, as in a double: nothing may grow long that was written short. */
    private static final int WIDEST = 308;

    /** Significant digits that a double keeps, whatever they are. */
    static final int MOST_DIGITS = 15;

    /** More than would fit into the largest body, each as short as an event can be. */
    private static final int MOST_EVENTS = 50_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            // As they are written: what is rounded first is judged to be another number.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    public static JsonNode read(byte[] bytes, String field) throws UnreadableEvent {
        var tree = tree(bytes, field);
        check(tree, "");
        return tree;
    }

    /**
     * One JSON value in UTF-8, with each field once; what its texts hold is not looked at.
     *
     * @param field by which it is told what is wrong
     * @throws Refused if there is none, or something else
     */
    public static JsonNode tree(byte[] bytes, String field) throws UnreadableEvent {
        var text = jsonText(bytes, field);
        try {
            var tree = JSON.readTree(text);
            if (tree == null || tree.isMissingNode()) {
                throw new UnreadableEvent(EventReason.JSON_EMPTY.at(field));
            }
            return tree;
        } catch (JacksonException e) {
            throw new UnreadableEvent(notJson(field, e));
        } catch (NumberFormatException e) {
            // JSON, with more digits in an exponent than a BigDecimal has.
            throw new UnreadableEvent(EventReason.NUMBER_BEYOND_MEASURE.at(field));
        }
    }

    /** The elements of an array, or the one value that stands there; each element is null if something is wrong with it. */
    public static List<JsonNode> readBatch(byte[] bytes) throws UnreadableEvent {
        var text = jsonText(bytes, "body");
        var events = new ArrayList<JsonNode>();
        if (!text.stripLeading().startsWith("[")) {
            events.add(read(bytes, "body"));
            return events;
        }
        try (var parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (events.size() == MOST_EVENTS) {
                    throw new UnreadableEvent(EventReason.BATCH_TOO_LARGE.at("body", String.valueOf(MOST_EVENTS)));
                }
                events.add(JSON.reader()
                        .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(parser));
            }
            if (parser.nextToken() != null) {
                throw new UnreadableEvent(EventReason.BATCH_GOES_ON.at("body"));
            }
            return events;
        } catch (JacksonException e) {
            throw new UnreadableEvent(notJson("body[" + events.size() + "]", e));
        } catch (NumberFormatException e) {
            throw new UnreadableEvent(EventReason.NUMBER_BEYOND_MEASURE.at("body[" + events.size() + "]"));
        }
    }

    /**
     * The text of a JSON value, without a byte order mark.
     *
     * @throws UnreadableEvent if it is not UTF-8; JSON begins with two characters of ASCII, or one, so that UTF-16 and UTF-32 show
     */
    public static String jsonText(byte[] bytes, String field) throws UnreadableEvent {
        var mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        if (mark == 0xFEFF || mark == 0xFFFE || bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0)) {
            throw new UnreadableEvent(EventReason.LOOKS_LIKE_UTF_16.at(field));
        }
        return text(bytes, field);
    }

    static String text(byte[] bytes, String field) throws UnreadableEvent {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableEvent(EventReason.NOT_UTF_8.at(field));
        }
    }

    public static byte[] write(JsonNode tree) {
        return JSON.writeValueAsBytes(tree);
    }

    /** Refuses what PostgreSQL cannot keep: NUL, halves of surrogate pairs, numbers beyond all measure. */
    static void check(JsonNode node, String path) throws UnreadableEvent {
        if (node.isString()) {
            checkText(node.stringValue(), path);
        } else if (node.isFloatingPointNumber()) {
            checkNumber(node.decimalValue(), path);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), path + "[" + i + "]");
            }
        } else if (node.isObject()) {
            for (var property : node.properties()) {
                checkText(property.getKey(), "name of a field");
                check(property.getValue(), inside(path, property.getKey()));
            }
        }
    }

    /** By its powers of ten alone, which are never written out. */
    private static void checkNumber(BigDecimal number, String path) throws UnreadableEvent {
        var first = (long) number.precision() - number.scale();
        if (first > WIDEST + 1 || first > WIDEST && Double.isInfinite(number.doubleValue())) {
            throw new UnreadableEvent(EventReason.NUMBER_BEYOND.at(path, number.toString()));
        }
        if (first < -WIDEST) {
            throw new UnreadableEvent(EventReason.NUMBER_TOO_SMALL.at(path, number.toString()));
        }
        // Small fractions are written with all their zeros, and would be too long to be read again.
        if (number.precision() > MOST_DIGITS && number.toString().length() > LONGEST_NUMBER) {
            throw new UnreadableEvent(EventReason.NUMBER_TOO_EXACT.at(
                    path, number.toString(), String.valueOf(number.doubleValue()), String.valueOf(MOST_DIGITS)));
        }
    }

    private static String inside(String path, String field) {
        var key = QuotedValue.plain(field);
        return path.isEmpty() ? key : path + "." + key;
    }

    static void checkText(String text, String path) throws UnreadableEvent {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new UnreadableEvent(EventReason.HOLDS_NUL.at(path, QuotedValue.plain(text)));
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new UnreadableEvent(EventReason.HOLDS_HALF_A_PAIR.at(path, QuotedValue.plain(text)));
            }
        }
    }

    /** Refuses what CloudEvents allows in no attribute: also control characters and what is no character. */
    static void checkAttribute(String text, String name) throws UnreadableEvent {
        var shown = QuotedValue.plain(name);
        checkText(text, shown);
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (barred(text.codePointAt(at))) {
                throw new UnreadableEvent(EventReason.HOLDS_CONTROL.at(shown, QuotedValue.plain(text)));
            }
        }
    }

    private static boolean barred(int c) {
        return Character.isISOControl(c) || c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE;
    }

    private static Reason notJson(String field, JacksonException e) {
        var where = e.getLocation();
        var problem = QuotedValue.plain(Objects.requireNonNullElse(e.getOriginalMessage(), ""));
        var deepest = String.valueOf(DEEPEST);
        var longest = String.valueOf(LONGEST_NUMBER);
        return where == null
                ? EventReason.NO_JSON.at(field, problem, deepest, longest)
                : EventReason.NO_JSON_AT.at(
                        field,
                        problem,
                        deepest,
                        longest,
                        String.valueOf(where.getLineNr()),
                        String.valueOf(where.getColumnNr()));
    }
}
