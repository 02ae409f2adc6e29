package org.duban.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Records that nobody should write: the examples of all schemas with something absurd at one of their places, or broken as
 * bytes, keys or headers. Equal seeds make equal records but for their ids.
 */
public final class AbsurdRecords {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** JSON texts of every type, size and depth, and what only looks like JSON. */
    public static final List<String> VALUES = List.of(
            "1e19",
            "-1e19",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "1e308",
            "9e308",
            "1.0000000000000000000000000000000001e-6",
            "1e309",
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "1e-999999999",
            "1e99999999999",
            "-1e-99999999999",
            "0e999999999",
            "0e-999999999",
            "50.00000000000000000000001",
            "-0",
            "-0.0",
            "0.1e1",
            "5.0",
            "1e2",
            "100.0",
            "1.5",
            "101",
            "-1",
            "2147483648",
            "1" + "0".repeat(38),
            "9".repeat(39),
            "9".repeat(41),
            "9".repeat(5_000),
            "0." + "0".repeat(30) + "1",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "01",
            "+1",
            "1.",
            ".5",
            "null",
            "true",
            "false",
            "\"\"",
            "\" \"",
            "\"\\u3000\"",
            "\"1e19\"",
            "\"NaN\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\ufffe\"",
            "\"\\u0085\"",
            "\"\\r\\n\"",
            "\"" + "x".repeat(100_000) + "\"",
            "\"" + "督".repeat(50_000) + "\"",
            "\"" + "\\u0001".repeat(3_000) + "\"",
            "\"2026-02-30\"",
            "\"0000-00-00\"",
            "\"+999999999-12-31\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"2026-12-31T24:00:00Z\"",
            "\"2026-12-31T23:59:60Z\"",
            "\"2026-12-31T18:00:00+18:30\"",
            "\"2026-12-31T18:00:00.1234567890123Z\"",
            "\"99999999999999999999\"",
            "\"00000000000000000000000000000000000012\"",
            "\"P999999999999D\"",
            "\"99999999999wd\"",
            "\"PT1E9S\"",
            "\"" + "(a+)+".repeat(100) + "\"",
            "\"" + "a".repeat(5_000) + "!\"",
            "\"http://" + "a".repeat(1_990) + "\"",
            "[]",
            "[[]]",
            "[null]",
            "[1e19]",
            "{}",
            "{\"a\":1e19}",
            "{\"a\":{\"a\":{}}}",
            "{\"\":1}",
            "{\"\\u0000\":1}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(31) + "]".repeat(31),
            "[".repeat(500) + "]".repeat(500),
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
            "[".repeat(100_000),
            "[" + "0,".repeat(20_000) + "0]",
            "[" + "\"u\",".repeat(10_000) + "\"u\"]",
            "[" + "{},".repeat(10_000) + "{}]",
            many(5_000),
            "undefined",
            "'x'");

    private final Random random;
    private final List<ObjectNode> examples;

    public AbsurdRecords(long seed, String schemas) {
        random = new Random(seed);
        examples = examples(schemas);
    }

    /** A value at every place of every schema, and places that no schema has: all there are. */
    public List<String> everywhere() {
        var texts = new ArrayList<String>();
        for (var example : examples) {
            for (var place : places(example)) {
                VALUES.forEach(value -> texts.add(with(example, place, value)));
            }
        }
        return texts;
    }

    /** A record of this topic with something wrong, drawn at random. */
    public ProducerRecord<byte[], byte[]> any(String topic) {
        var example = examples.get(random.nextInt(examples.size()));
        var places = places(example);
        var place = places.get(random.nextInt(places.size()));
        var text = with(example, place, VALUES.get(random.nextInt(VALUES.size())));
        var key = random.nextInt(10) == 0 ? bytes(random.nextInt(40)) : key(text);
        var value = damaged(text.getBytes(UTF_8));
        return random.nextInt(3) == 0 ? binary(topic, key, example) : headed(new ProducerRecord<>(topic, key, value));
    }

    public static byte[] key(String text) {
        try {
            return JSON.readTree(text).path("subject").asString("T-1").getBytes(UTF_8);
        } catch (RuntimeException e) {
            return "T-1".getBytes(UTF_8);
        }
    }

    private byte[] damaged(byte[] bytes) {
        return switch (random.nextInt(12)) {
            case 0 -> bytes(random.nextInt(2_000));
            case 1 -> java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> new String(bytes, UTF_8).getBytes(java.nio.charset.StandardCharsets.UTF_16);
            case 3 -> null;
            case 4 -> {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                yield bytes;
            }
            default -> bytes;
        };
    }

    private ProducerRecord<byte[], byte[]> headed(ProducerRecord<byte[], byte[]> record) {
        var types = List.of(
                "application/cloudevents+json",
                "APPLICATION/CloudEvents+JSON",
                "application/cloudevents+avro",
                "application/cloudevents-batch+json",
                "text/xml",
                "",
                "application/json; charset=x-nothing");
        if (random.nextInt(3) == 0) {
            record.headers()
                    .add("content-type", types.get(random.nextInt(types.size())).getBytes(UTF_8));
        }
        if (random.nextInt(5) == 0) {
            record.headers().add("traceparent", bytes(random.nextInt(80)));
            record.headers().add(new RecordHeader("x\u0000\n督", (byte[]) null));
            record.headers().add("ce_" + random.nextInt(100), bytes(random.nextInt(5_000)));
        }
        return record;
    }

    private ProducerRecord<byte[], byte[]> binary(String topic, byte[] key, ObjectNode example) {
        var data = VALUES.get(random.nextInt(VALUES.size())).getBytes(UTF_8);
        var record = new ProducerRecord<>(topic, key, random.nextInt(4) == 0 ? null : data);
        example.properties().forEach(attribute -> {
            if (attribute.getValue().isString()) {
                var value = random.nextInt(20) == 0
                        ? bytes(random.nextInt(300))
                        : attribute.getValue().stringValue().getBytes(UTF_8);
                record.headers().add("ce_" + attribute.getKey(), value);
            }
        });
        return headed(record);
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String with(ObjectNode example, List<String> place, String value) {
        var event = example.deepCopy();
        event.put("id", UUID.randomUUID().toString())
                .put("time", Instant.parse("2026-11-23T01:00:00Z").toString());
        JsonNode parent = event;
        for (var step : place.subList(0, place.size() - 1)) {
            parent = parent instanceof ArrayNode array ? array.get(Integer.parseInt(step)) : parent.get(step);
        }
        var last = place.get(place.size() - 1);
        if (parent instanceof ArrayNode array) {
            array.setRawValue(Integer.parseInt(last), new RawValue(value));
        } else {
            ((ObjectNode) parent).putRawValue(last, new RawValue(value));
        }
        return JSON.writeValueAsString(event);
    }

    /** Where a value can stand: each that there is, and one more in each object. */
    private static List<List<String>> places(JsonNode node) {
        var places = new ArrayList<List<String>>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> below(property.getKey(), property.getValue(), places));
            places.add(List.of("extra"));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                below(String.valueOf(i), array.get(i), places);
            }
        }
        return places;
    }

    private static void below(String step, JsonNode node, List<List<String>> places) {
        places.add(List.of(step));
        for (var place : places(node)) {
            var longer = new ArrayList<>(List.of(step));
            longer.addAll(place);
            places.add(longer);
        }
    }

    private static List<ObjectNode> examples(String schemas) {
        try {
            var examples = new ArrayList<ObjectNode>();
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:schemas/" + schemas)) {
                var schema = JSON.readTree(file.getContentAsByteArray());
                var example = (ObjectNode) schema.path("examples").get(0).deepCopy();
                example.put("sequence", "7")
                        .put("datacontenttype", "application/json")
                        .put("traceparent", "00");
                // Every field of the schema, also those that its example leaves out.
                schema.at("/properties/data/properties").propertyNames().forEach(name -> {
                    if (!example.withObject("data").has(name)) {
                        example.withObject("data").put(name, "x");
                    }
                });
                examples.add(example);
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String many(int fields) {
        var object = new StringBuilder("{");
        for (int i = 0; i < fields; i++) {
            object.append(i == 0 ? "" : ",")
                    .append("\"f")
                    .append(i)
                    .append("\":")
                    .append(i);
        }
        return object.append('}').toString();
    }
}
