package org.duban.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.ClassPathResource;

/** How pods run: as the files have it, so that nothing but Java is needed to check it. */
class PodTests {

    /** How long a batch in hand may take to end; see IntakeConfiguration. */
    private static final Duration LAST_BATCH = Duration.ofSeconds(30);

    static Stream<Path> files() {
        return Manifests.files();
    }

    static Stream<PodSpec> pods() {
        return Stream.of(
                        "process/deployment.yaml",
                        "base/migrate/job.yaml",
                        "overlays/single/postgres.yaml",
                        "overlays/single/kafka.yaml")
                .flatMap(file -> Manifests.of(Manifests.ROOT.resolve(file)).pods().values().stream())
                .map(template -> template.getSpec());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFieldIsKnown(Path file) {
        assertThat(Manifests.of(file).resources()).isNotNull();
    }

    @Test
    void aMistypedFieldIsFound() {
        assertThatThrownBy(() ->
                        readPod("{terminationGracePeriod: 60, containers: [{resources: {limit: {memory: 1Gi}}}]}"))
                .hasMessageContaining("terminationGracePeriod")
                .hasMessageContaining("limit");
        assertThatThrownBy(() -> readPod("{containers: [{image: [duban]}]}")).isInstanceOf(RuntimeException.class);
    }

    private static Object readPod(String spec) {
        var document = Manifests.documents("{apiVersion: v1, kind: Pod, metadata: {name: duban}, spec: " + spec + "}");
        return new StrictReader().read(document.get(0));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void mayDoNoMoreThanItNeeds(PodSpec pod) {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getContainers()).allSatisfy(container -> {
            var context = container.getSecurityContext();
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(context.getReadOnlyRootFilesystem())
                    .isEqualTo(container.getImage().equals("duban") ? true : null);
        });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void asksForWhatItUses(PodSpec pod) {
        assertThat(pod.getContainers()).allSatisfy(container -> {
            var resources = container.getResources();
            assertThat(resources.getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(resources.getLimits())
                    .as("a limit of CPU would throttle the start")
                    .isEqualTo(Map.of("memory", new Quantity(memory(container))));
        });
    }

    private static String memory(Container container) {
        return container.getResources().getRequests().get("memory").toString();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void takesPasswordsFromSecretsOnly(PodSpec pod) {
        assertThat(pod.getContainers())
                .allSatisfy(container -> assertThat(container.getEnv())
                        .filteredOn(each -> each.getName().matches(".*(PASSWORD|TOKEN|KEY)$"))
                        .isEmpty());
    }

    @Test
    void isAskedHowItIs() {
        var container = process().getContainers().get(0);

        assertThat(path(container.getStartupProbe())).isEqualTo("/livez");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/livez");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/readyz");
        assertThat(container.getPorts())
                .extracting(port -> port.getName() + " " + port.getContainerPort())
                .containsExactly("http 8080", "probes 8081");
        assertThat(container.getEnv())
                .filteredOn(each -> each.getName().equals("DUBAN_PROBES_PORT"))
                .extracting(EnvVar::getValue)
                .containsExactly("8081");
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("probes");
        return probe.getHttpGet().getPath();
    }

    @Test
    void hasTheTimeToEndInPeace() {
        var preStop = process().getContainers().get(0).getLifecycle().getPreStop();
        var needed = Duration.ofSeconds(preStop.getSleep().getSeconds())
                .plus(shutdownPhase())
                .plus(LAST_BATCH);

        assertThat(Duration.ofSeconds(process().getTerminationGracePeriodSeconds()))
                .isGreaterThan(needed);
    }

    private static Duration shutdownPhase() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        var properties = yaml.getObject();
        return DurationStyle.detectAndParse(properties.getProperty("spring.lifecycle.timeout-per-shutdown-phase"));
    }

    @Test
    void isReplacedWithoutAGap() {
        var spec = deployment().getSpec();

        assertThat(spec.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal())
                .isZero();
        assertThat(spec.getMinReadySeconds()).isPositive();
        assertThat(spec.getReplicas()).as("left to whoever scales it").isNull();
    }

    private static Deployment deployment() {
        return Manifests.of(Manifests.ROOT.resolve("process/deployment.yaml")).only(Deployment.class);
    }

    private static PodSpec process() {
        return deployment().getSpec().getTemplate().getSpec();
    }
}
