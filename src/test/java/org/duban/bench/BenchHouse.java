package org.duban.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.duban.DubanApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A house with everything embedded in this one process, and units and policies of the benchmark that starts it. */
final class BenchHouse {

    private BenchHouse() {}

    /** Of an office and as many units below it, {@code unit-0} and so on; every fifth reads English. */
    static ConfigurableApplicationContext start(Path directory, int units, String policies, List<String> settings)
            throws IOException {
        var csv = directory.resolve("units.csv");
        var rows = IntStream.range(0, units)
                .mapToObj(i -> "unit-%d,office,UNIT,单位%d,Unit %d,unit-%d@bench.example,%s,Asia/Shanghai"
                        .formatted(i, i, i, i, i % 5 == 0 ? "en" : "zh-CN"))
                .collect(Collectors.joining("\n"));
        Files.writeString(csv, """
                code,parent,kind,name_zh,name_en,email,locale,zone
                office,,LEADING_GROUP_OFFICE,办公室,Office,office@bench.example,zh-CN,Asia/Shanghai
                """ + rows + "\n");
        var all = OwnServers.in(directory);
        all.addAll(0, settings);
        all.add("--duban.units=" + csv);
        all.add("--duban.policies=" + Files.writeString(directory.resolve("policies.yaml"), policies));
        return new SpringApplicationBuilder(DubanApplication.class).run(all.toArray(String[]::new));
    }

    /** @param events the id of a task and its event */
    static void produce(ConfigurableApplicationContext node, int count, IntFunction<Map.Entry<String, String>> events) {
        var servers = node.getBean(KafkaConnectionDetails.class).getBootstrapServers();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", String.join(",", servers), "linger.ms", 5),
                new StringSerializer(),
                new StringSerializer())) {
            for (var i = 0; i < count; i++) {
                var event = events.apply(i);
                producer.send(new ProducerRecord<>("duban.task-events", event.getKey(), event.getValue()));
            }
        }
    }

    static void await(ConfigurableApplicationContext node, String sql, long expected) {
        var jdbc = node.getBean(JdbcClient.class);
        // Seldom: the question reads the whole table, and its cost would be part of what is measured.
        Awaitility.await(sql)
                .atMost(Duration.ofMinutes(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> jdbc.sql(sql).query(Long.class).single() == expected);
    }

    static String since(Instant from, Instant to) {
        return "%.2f s".formatted(Duration.between(from, to).toMillis() / 1000.0);
    }
}
