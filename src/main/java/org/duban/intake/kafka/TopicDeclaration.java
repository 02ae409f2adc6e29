package org.duban.intake.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.duban.process.DubanProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Makes the topics that are missing, at the start or as soon as Kafka answers, where Duban may; and says, in the log and in
 * health, which ones are missing nevertheless and which differ from what is declared. Never alters a topic that exists.
 */
@Component("topicsHealthIndicator")
final class TopicDeclaration implements SmartInitializingSingleton, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(TopicDeclaration.class);
    private static final int PATIENCE_MILLIS = 5_000;

    /** A settled matter is looked at again at every sixtieth of the questions, which come every ten seconds. */
    private static final int SELDOM = 60;

    private final Map<String, Object> settings;
    private final List<DeclaredTopic> topics;
    private final boolean mayCreate;
    private final KafkaPreflight preflight;
    private int untilNextLook;
    private String lastProblem = "";
    private volatile @Nullable Findings findings;

    TopicDeclaration(IntakeKafka kafka, DubanProperties duban, TopicProperties how, KafkaPreflight preflight) {
        this.settings = new HashMap<>(kafka.admin());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.topics = DeclaredTopic.all(duban.topics(), how);
        this.mayCreate = how.create();
        this.preflight = preflight;
    }

    /** What is wrong, in a sentence for each topic, by its name. */
    private record Findings(Map<String, String> missing, Map<String, String> differing) {}

    @Override
    public void afterSingletonsInstantiated() {
        preflight.check();
        declare();
    }

    /** Looks again if something was wrong at the last look, or if that was long ago. */
    synchronized void declare() {
        if (untilNextLook-- > 0) {
            return;
        }
        try (var admin = Admin.create(settings)) {
            look(admin);
            lastProblem = "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | KafkaException e) {
            untilNextLook = 0;
            var problem = String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause());
            if (!problem.equals(lastProblem)) {
                log.warn("Topics not declared, tried again while Kafka answers: {}", problem);
                lastProblem = problem;
            }
        }
    }

    private void look(Admin admin) throws InterruptedException, ExecutionException {
        var missing = new TreeMap<String, String>();
        var found = found(admin, missing);
        for (var topic : topics) {
            if (!found.containsKey(topic.name()) && !missing.containsKey(topic.name())) {
                create(admin, topic, missing);
            }
        }
        var differing = differing(found, configs(admin, found.keySet()));
        tell(new Findings(missing, differing));
        untilNextLook = missing.isEmpty() ? SELDOM : 0;
    }

    private Map<String, TopicDescription> found(Admin admin, Map<String, String> missing)
            throws InterruptedException, ExecutionException {
        var found = new HashMap<String, TopicDescription>();
        var answers = admin.describeTopics(
                        topics.stream().map(DeclaredTopic::name).toList())
                .topicNameValues();
        for (var answer : answers.entrySet()) {
            try {
                var description = unless(answer.getValue(), UnknownTopicOrPartitionException.class);
                if (description != null) {
                    found.put(answer.getKey(), description);
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthorizationException)) {
                    throw e;
                }
                missing.put(answer.getKey(), "cannot be seen: let Duban's Kafka user describe it");
            }
        }
        return found;
    }

    private void create(Admin admin, DeclaredTopic topic, Map<String, String> missing)
            throws InterruptedException, ExecutionException {
        if (!mayCreate) {
            missing.put(topic.name(), "is missing, and duban.topics.create is false: make it with " + topic.inWords());
            return;
        }
        try {
            unless(admin.createTopics(List.of(topic.toCreate())).all(), TopicExistsException.class);
            log.info("Topic {} made with {}", topic.name(), topic.inWords());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof KafkaException) || e.getCause() instanceof RetriableException) {
                throw e;
            }
            missing.put(
                    topic.name(),
                    "is missing, and " + refusal(e.getCause()) + ": make it with " + topic.inWords()
                            + ", or let Duban's Kafka user create it");
        }
    }

    private static String refusal(Throwable cause) {
        return cause instanceof AuthorizationException
                ? "Duban may not create it"
                : "Kafka does not create it (" + cause.getMessage() + ")";
    }

    /** The settings of topics, of those that Duban may read. */
    private static Map<String, Config> configs(Admin admin, Collection<String> names)
            throws InterruptedException, ExecutionException {
        var configs = new HashMap<String, Config>();
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        for (var answer : admin.describeConfigs(resources).values().entrySet()) {
            var config = unless(answer.getValue(), AuthorizationException.class);
            if (config != null) {
                configs.put(answer.getKey().name(), config);
            }
        }
        return configs;
    }

    private Map<String, String> differing(Map<String, TopicDescription> found, Map<String, Config> configs) {
        var differing = new TreeMap<String, String>();
        for (var topic : topics) {
            var description = found.get(topic.name());
            if (description != null) {
                var differences = topic.differences(description, configs.get(topic.name()));
                if (!differences.isEmpty()) {
                    differing.put(topic.name(), String.join(", ", differences));
                }
            }
        }
        return differing;
    }

    private void tell(Findings now) {
        if (now.equals(findings)) {
            return;
        }
        now.missing().forEach((topic, sentence) -> log.warn("Topic {} {}", topic, sentence));
        now.differing()
                .forEach((topic, differences) -> log.warn(
                        "Topic {} differs from what is declared and is left as it is; alter it, or set duban.topics.*:"
                                + " {}",
                        topic,
                        differences));
        findings = now;
    }

    /** Down while a topic is missing; differences are told and do no harm at once. */
    @Override
    public Health health() {
        var now = findings;
        if (now == null) {
            return Health.unknown().build();
        }
        var health = now.missing().isEmpty() ? Health.up() : Health.down();
        if (!now.missing().isEmpty()) {
            health.withDetail("missing", now.missing());
        }
        if (!now.differing().isEmpty()) {
            health.withDetail("differing", now.differing());
        }
        return health.build();
    }

    /** What was asked for, or null where this error answers. */
    private static <T> @Nullable T unless(KafkaFuture<T> answer, Class<? extends KafkaException> error)
            throws InterruptedException, ExecutionException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (error.isInstance(e.getCause())) {
                return null;
            }
            throw e;
        }
    }
}
