package org.duban.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.process.DubanProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.io.ByteArrayResource;

/** What {@code kubectl apply -k} would apply, and that its parts fit each other and Duban. */
class InstallationTests {

    private static final String BASE = "base";
    private static final String SINGLE = "overlays/single";
    private static final String PRODUCTION = "overlays/production";

    /** What a process opens at most: Spring Boot's pool and that of Quartz. */
    private static final int CONNECTIONS = 10 + 4;

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE, PRODUCTION})
    void runsTheVersionThatIsBuiltHere(String installation) throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        var version = Pattern.compile("<artifactId>duban</artifactId>\\s*<version>([^<]+)")
                .matcher(pom);

        assertThat(version.find()).isTrue();
        assertThat(images(Manifests.builtFrom(installation)))
                .contains("duban:" + version.group(1))
                .allSatisfy(image -> assertThat(image).matches(".+:[\\w.-]+").doesNotEndWith(":latest"));
    }

    private static List<String> images(Manifests manifests) {
        return containers(manifests).map(Container::getImage).toList();
    }

    private static Stream<Container> containers(Manifests manifests) {
        return manifests.pods().values().stream().flatMap(pod -> pod.getSpec().getContainers().stream());
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE, PRODUCTION})
    void bringsNoSecret(String installation) {
        var manifests = Manifests.builtFrom(installation);

        assertThat(manifests.all(Secret.class)).isEmpty();
        assertThat(settings(manifests).stringPropertyNames())
                .noneMatch(key -> key.matches(".*(password|token|secret)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE, PRODUCTION})
    void setsOnlyWhatDubanOrSpringBootKnows(String installation) throws IOException {
        var known = KnownSettings.onTheClassPath();
        var manifests = Manifests.builtFrom(installation);

        assertThat(settings(manifests).stringPropertyNames()).allMatch(known::has);
        assertThat(files(manifests)).allMatch(known::has);
        assertThat(containers(manifests)
                        .filter(container -> container.getImage().startsWith("duban:"))
                        .flatMap(container -> container.getEnv().stream())
                        .map(EnvVar::getName))
                .isNotEmpty()
                .allMatch(known::hasVariable);
    }

    private static Properties settings(Manifests manifests) {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(manifests
                .only(ConfigMap.class)
                .getData()
                .get("application.yaml")
                .getBytes()));
        return yaml.getObject();
    }

    /** Files that are made of secrets and read as properties. */
    private static List<String> files(Manifests manifests) {
        return manifests.pods().values().stream()
                .flatMap(pod -> pod.getSpec().getVolumes().stream())
                .filter(volume -> volume.getName().equals("secrets") && volume.getProjected() != null)
                .flatMap(volume -> volume.getProjected().getSources().stream())
                .map(VolumeProjection::getSecret)
                .flatMap(secret -> secret.getItems().stream())
                .map(item -> item.getPath())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE, PRODUCTION})
    void givesEachDeploymentABudgetOfItsOwn(String installation) {
        var manifests = Manifests.builtFrom(installation);

        for (var deployment : manifests.all(Deployment.class)) {
            assertThat(manifests.all(PodDisruptionBudget.class))
                    .filteredOn(budget -> budget.getSpec()
                            .getSelector()
                            .equals(deployment.getSpec().getSelector()))
                    .as(Manifests.name(deployment))
                    .singleElement()
                    .satisfies(budget -> assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy())
                            .isEqualTo("AlwaysAllow"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE, PRODUCTION})
    void namesForWhatIsThere(String installation) {
        var manifests = Manifests.builtFrom(installation);
        var services = new HashMap<String, Service>();

        for (var service : manifests.all(Service.class)) {
            services.put(Manifests.name(service), service);
            assertThat(selected(manifests, service.getSpec().getSelector()))
                    .as(Manifests.name(service))
                    .isNotEmpty()
                    .allSatisfy(pod -> assertThat(
                                    pod.getSpec().getContainers().get(0).getPorts())
                            .extracting(port -> port.getName())
                            .contains(service.getSpec()
                                    .getPorts()
                                    .get(0)
                                    .getTargetPort()
                                    .getStrVal()));
        }
        for (var policy : manifests.all(NetworkPolicy.class)) {
            assertThat(selected(manifests, policy.getSpec().getPodSelector().getMatchLabels()))
                    .as(Manifests.name(policy))
                    .isNotEmpty();
        }
        assertThat(manifests
                        .only(Ingress.class)
                        .getSpec()
                        .getRules()
                        .get(0)
                        .getHttp()
                        .getPaths())
                .allSatisfy(path -> assertThat(services)
                        .containsKey(path.getBackend().getService().getName()));
    }

    private static List<PodTemplateSpec> selected(Manifests manifests, Map<String, String> labels) {
        return manifests.pods().values().stream()
                .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE, PRODUCTION})
    void leadsReadersToTheHostOfTheIngress(String installation) {
        var manifests = Manifests.builtFrom(installation);
        var rule = manifests.only(Ingress.class).getSpec().getRules().get(0);

        assertThat(settings(manifests).getProperty("duban.base-url")).isEqualTo("https://" + rule.getHost());
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE, PRODUCTION})
    void letsOneScaleADeploymentAndRunsTwoOfEach(String installation) {
        var manifests = Manifests.builtFrom(installation);

        for (var deployment : manifests.all(Deployment.class)) {
            var least = scalers(manifests)
                    .filter(scaler -> scaler.of().equals(Manifests.name(deployment)))
                    .map(Scaler::least)
                    .toList();
            assertThat(least).as(Manifests.name(deployment)).hasSizeLessThan(2);
            var fixed = deployment.getSpec().getReplicas();
            assertThat(least.isEmpty() ? fixed : least.get(0)).isGreaterThan(1);
            assertThat(least.isEmpty() || fixed == null)
                    .as("numbers of %s set by two", Manifests.name(deployment))
                    .isTrue();
        }
    }

    private record Scaler(String of, int least, int most) {}

    private static Stream<Scaler> scalers(Manifests manifests) {
        return Stream.concat(
                manifests.all(HorizontalPodAutoscaler.class).stream()
                        .map(scaler -> new Scaler(
                                scaler.getSpec().getScaleTargetRef().getName(),
                                scaler.getSpec().getMinReplicas(),
                                scaler.getSpec().getMaxReplicas())),
                manifests.all(CustomResource.ScaledObject.class).stream()
                        .map(scaler -> new Scaler(
                                scaler.spec().scaleTargetRef().name(),
                                scaler.spec().minReplicaCount(),
                                scaler.spec().maxReplicaCount())));
    }

    @Test
    void leavesPostgresRoomForEveryPod() {
        var manifests = Manifests.builtFrom(PRODUCTION);
        var most = manifests.all(Deployment.class).stream()
                .mapToInt(deployment -> scalers(manifests)
                        .filter(scaler -> scaler.of().equals(Manifests.name(deployment)))
                        .mapToInt(Scaler::most)
                        .findAny()
                        .orElseGet(() -> deployment.getSpec().getReplicas()))
                // And one more while it is replaced.
                .map(pods -> pods + 1)
                .sum();

        var cluster = manifests.only(CustomResource.PostgresCluster.class).spec();
        assertThat(Integer.parseInt(cluster.postgresql().parameters().get("max_connections")))
                .isGreaterThan(most * CONNECTIONS);
    }

    @Test
    void declaresTheTopicsAndScalesByTheirPartitions() throws IOException {
        var manifests = Manifests.builtFrom(PRODUCTION);
        var partitions = new HashMap<String, Integer>();
        manifests
                .all(KafkaTopic.class)
                .forEach(topic -> partitions.put(
                        topic.getMetadata().getName(), topic.getSpec().getPartitions()));
        var topics = new Binder().bindOrCreate("duban", DubanProperties.class).topics();
        var groups = Files.readString(Path.of("src/main/java/org/duban/intake/kafka/IntakeKafka.java"))
                + Files.readString(Path.of("src/main/java/org/duban/mail/NoticeListener.java"));

        assertThat(partitions)
                .containsOnlyKeys(
                        topics.taskEvents(),
                        topics.taskEventsDlt(),
                        topics.notices(),
                        topics.receipts(),
                        topics.unitEvents())
                .containsEntry(topics.unitEvents(), 1);
        assertThat(manifests.all(CustomResource.ScaledObject.class)).hasSize(2).allSatisfy(scaled -> {
            var lag = scaled.spec().triggers().get(0).metadata();
            assertThat(scaled.spec().maxReplicaCount()).isLessThanOrEqualTo(partitions.get(lag.topic()));
            assertThat(groups).contains("\"" + lag.consumerGroup() + "\"");
        });
    }

    @Test
    void watchesWithTheAlertsThatAreTestedHere() throws IOException {
        var alerts = Path.of("src/main/observability/prometheus/alerts.yml");
        assumeTrue(Files.exists(alerts), "no alerts yet");
        var rule = Manifests.builtFrom(PRODUCTION).only(CustomResource.PrometheusRule.class);

        var groups = new org.yaml.snakeyaml.Yaml()
                .<Map<String, Object>>load(Files.readString(alerts))
                .get("groups");
        assertThat(rule.spec().groups()).isEqualTo(groups);
    }
}
