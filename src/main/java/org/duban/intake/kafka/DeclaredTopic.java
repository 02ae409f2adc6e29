package org.duban.intake.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.duban.process.DubanProperties;
import org.jspecify.annotations.Nullable;

/**
 * A topic as it should be.
 *
 * @param partitions at least so many; exactly one where their order counts
 * @param replicas copies of each partition, or null for what the brokers are set to
 * @param settings its {@code cleanup.policy}, {@code retention.ms} and, where it matters, {@code max.message.bytes}
 */
record DeclaredTopic(String name, int partitions, @Nullable Short replicas, Map<String, String> settings) {

    /** Bytes; twice what brokers take of records unless somebody has raised it. */
    private static final String LARGEST_COPY = String.valueOf(2 * 1024 * 1024);

    static List<DeclaredTopic> all(DubanProperties.Topics names, TopicProperties how) {
        var keep = how.retention();
        var parts = how.partitions();
        var copies = how.replicas();
        return List.of(
                new DeclaredTopic(names.taskEvents(), parts, copies, settings(keep.taskEvents(), false)),
                new DeclaredTopic(names.taskEventsDlt(), parts, copies, forCopies(keep.taskEventsDlt())),
                new DeclaredTopic(names.notices(), parts, copies, settings(keep.notices(), false)),
                new DeclaredTopic(
                        names.receipts(),
                        parts,
                        copies,
                        settings(keep.receipts(), how.compact().receipts())),
                new DeclaredTopic(
                        names.unitEvents(),
                        1,
                        copies,
                        settings(keep.unitEvents(), how.compact().unitEvents())));
    }

    private static Map<String, String> settings(Duration keep, boolean compact) {
        var policy = compact ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
        var millis = keep.isZero() ? "-1" : String.valueOf(keep.toMillis());
        return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, policy, TopicConfig.RETENTION_MS_CONFIG, millis);
    }

    /** A copy has more headers than the record that it is of. */
    private static Map<String, String> forCopies(Duration keep) {
        var settings = new TreeMap<>(settings(keep, false));
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_COPY);
        return Map.copyOf(settings);
    }

    NewTopic toCreate() {
        return new NewTopic(name, Optional.of(partitions), Optional.ofNullable(replicas)).configs(settings);
    }

    /** In words for whoever makes it by hand. */
    String inWords() {
        return partitions
                + (partitions == 1 ? " partition, " : " partitions, ")
                + settings.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** What differs in a topic that exists; empty if nothing does. More partitions and copies than declared are welcome. */
    List<String> differences(TopicDescription found, @Nullable Config config) {
        var differences = new ArrayList<String>();
        var has = found.partitions().size();
        if (has < partitions || has > 1 && partitions == 1) {
            differences.add("partitions: " + has + " instead of " + partitions);
        }
        var copies = found.partitions().get(0).replicas().size();
        if (replicas != null && copies < replicas) {
            differences.add("replicas: " + copies + " instead of " + replicas);
        }
        if (config != null) {
            settings.forEach((setting, wanted) -> {
                var entry = config.get(setting);
                if (entry != null && !wanted.equals(entry.value()) && !isMore(setting, entry.value(), wanted)) {
                    differences.add(setting + ": " + entry.value() + " instead of " + wanted);
                }
            });
        }
        return differences;
    }

    /** More room than declared is welcome. */
    private static boolean isMore(String setting, @Nullable String found, String wanted) {
        return setting.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                && found != null
                && Long.parseLong(found) > Long.parseLong(wanted);
    }
}
