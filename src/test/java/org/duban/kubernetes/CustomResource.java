package org.duban.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Resources of operators that publish no types for Java: KEDA, CloudNativePG, Barman Cloud and the Prometheus operator. Only
 * the fields that k8s/ uses, by their definitions; one that is not here must be looked up there first.
 */
sealed interface CustomResource {

    Metadata metadata();

    /** The document if it is of such a kind. */
    static Optional<CustomResource> read(Map<String, ?> document) {
        var type = switch (document.get("apiVersion") + " " + document.get("kind")) {
            case "keda.sh/v1alpha1 ScaledObject" -> ScaledObject.class;
            case "keda.sh/v1alpha1 TriggerAuthentication" -> TriggerAuthentication.class;
            case "postgresql.cnpg.io/v1 Cluster" -> PostgresCluster.class;
            case "postgresql.cnpg.io/v1 ScheduledBackup" -> ScheduledBackup.class;
            case "barmancloud.cnpg.io/v1 ObjectStore" -> ObjectStore.class;
            case "monitoring.coreos.com/v1 PodMonitor" -> PodMonitor.class;
            case "monitoring.coreos.com/v1 PrometheusRule" -> PrometheusRule.class;
            default -> null;
        };
        return Optional.ofNullable(type).map(each -> STRICT.convertValue(document, each));
    }

    JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    record Metadata(
            String name,
            @Nullable String namespace,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> annotations) {}

    record Name(String name) {}

    record Key(String name, String key) {}

    record Selector(Map<String, String> matchLabels) {}

    record ScaledObject(String apiVersion, String kind, Metadata metadata, Spec spec) implements CustomResource {

        record Spec(
                Name scaleTargetRef,
                int pollingInterval,
                int minReplicaCount,
                int maxReplicaCount,
                Fallback fallback,
                Advanced advanced,
                List<Trigger> triggers) {}

        record Fallback(int failureThreshold, int replicas) {}

        record Advanced(Scaler horizontalPodAutoscalerConfig) {}

        record Scaler(Behavior behavior) {}

        record Behavior(ScaleDown scaleDown) {}

        record ScaleDown(int stabilizationWindowSeconds, List<Policy> policies) {}

        record Policy(String type, int value, int periodSeconds) {}

        record Trigger(String type, KafkaLag metadata, Name authenticationRef) {}

        /** All of them text. */
        record KafkaLag(
                String bootstrapServers,
                String consumerGroup,
                String topic,
                String lagThreshold,
                String offsetResetPolicy,
                String tls) {}
    }

    record TriggerAuthentication(String apiVersion, String kind, Metadata metadata, Spec spec)
            implements CustomResource {

        record Spec(List<Parameter> secretTargetRef) {}

        record Parameter(String parameter, String name, String key) {}
    }

    record PostgresCluster(String apiVersion, String kind, Metadata metadata, Spec spec) implements CustomResource {

        record Spec(
                int instances,
                String imageName,
                Bootstrap bootstrap,
                Postgres postgresql,
                Storage storage,
                Storage walStorage,
                Resources resources,
                List<Plugin> plugins) {}

        record Bootstrap(Database initdb) {}

        record Database(String database, String owner, String encoding, String localeProvider, String builtinLocale) {}

        record Postgres(Synchronous synchronous, Map<String, String> parameters) {}

        record Synchronous(String method, int number) {}

        record Storage(String size) {}

        record Resources(Map<String, String> requests, Map<String, String> limits) {}

        record Plugin(String name, boolean isWALArchiver, Map<String, String> parameters) {}
    }

    record ScheduledBackup(String apiVersion, String kind, Metadata metadata, Spec spec) implements CustomResource {

        record Spec(
                String schedule,
                boolean immediate,
                String backupOwnerReference,
                Name cluster,
                String method,
                Name pluginConfiguration) {}
    }

    record ObjectStore(String apiVersion, String kind, Metadata metadata, Spec spec) implements CustomResource {

        record Spec(String retentionPolicy, Configuration configuration) {}

        record Configuration(String destinationPath, String endpointURL, Credentials s3Credentials, Wal wal) {}

        record Credentials(Key accessKeyId, Key secretAccessKey) {}

        record Wal(String compression) {}
    }

    record PodMonitor(String apiVersion, String kind, Metadata metadata, Spec spec) implements CustomResource {

        record Spec(
                String jobLabel, Selector selector, List<String> podTargetLabels, List<Endpoint> podMetricsEndpoints) {}

        record Endpoint(String port, String path, String interval, String scrapeTimeout, Authorization authorization) {}

        record Authorization(String type, Key credentials) {}
    }

    /** What stands in its groups is judged by promtool. */
    record PrometheusRule(String apiVersion, String kind, Metadata metadata, Spec spec) implements CustomResource {

        record Spec(List<Map<String, Object>> groups) {}
    }
}
