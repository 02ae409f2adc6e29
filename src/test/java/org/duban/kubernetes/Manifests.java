package org.duban.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Resources of k8s/, each as its reader understands it. */
record Manifests(List<Object> resources) {

    static final Path ROOT = Path.of("k8s");

    private static final Map<String, Manifests> BUILT = new ConcurrentHashMap<>();
    private static final StrictReader READER = new StrictReader();

    /** What {@code kubectl apply -k} would apply; a test that asks is passed over where there is no kubectl. */
    static Manifests builtFrom(String kustomization) {
        assumeTrue(KUBECTL, "no kubectl here");
        return BUILT.computeIfAbsent(kustomization, each -> read(kustomize(each)));
    }

    /** What one file has. */
    static Manifests of(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests read(String yaml) {
        return new Manifests(documents(yaml).stream().map(READER::read).toList());
    }

    /** The documents that are resources; a list of changes, as kustomize has them, is none. */
    static List<Map<String, Object>> documents(String yaml) {
        var loader = new LoaderOptions();
        loader.setAllowDuplicateKeys(false);
        var documents = new ArrayList<Map<String, Object>>();
        for (var document : new Yaml(new SafeConstructor(loader)).loadAll(yaml)) {
            if (document instanceof Map<?, ?> map && map.containsKey("kind")) {
                var named = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> named.put(String.valueOf(key), value));
                documents.add(named);
            }
        }
        return documents;
    }

    /** All of a kind. */
    <T> List<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The one of a kind. */
    <T> T only(Class<T> type) {
        assertThat(all(type)).hasSize(1);
        return all(type).get(0);
    }

    /** What pods are made from, by the name of what makes them. */
    Map<String, PodTemplateSpec> pods() {
        var pods = new LinkedHashMap<String, PodTemplateSpec>();
        all(Deployment.class)
                .forEach(each -> pods.put(name(each), each.getSpec().getTemplate()));
        all(StatefulSet.class)
                .forEach(each -> pods.put(name(each), each.getSpec().getTemplate()));
        all(Job.class).forEach(each -> pods.put(name(each), each.getSpec().getTemplate()));
        return pods;
    }

    static String name(io.fabric8.kubernetes.api.model.HasMetadata resource) {
        return resource.getMetadata().getName();
    }

    /** All files of k8s/ but kustomize's and Duban's own. */
    static Stream<Path> files() {
        try {
            return Files.walk(ROOT)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml") && !file.endsWith("application.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final boolean KUBECTL = hasKubectl();

    private static boolean hasKubectl() {
        try {
            return run("kubectl", "kustomize", "--help").exit() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static String kustomize(String kustomization) {
        var ended = run("kubectl", "kustomize", ROOT.resolve(kustomization).toString());
        assertThat(ended.exit()).as(ended.error()).isZero();
        assertThat(ended.error()).as("warnings of kustomize").isBlank();
        return ended.output();
    }

    private record Ended(int exit, String output, String error) {}

    private static Ended run(String... command) {
        try {
            var error = Files.createTempFile("kubectl", ".err");
            var process =
                    new ProcessBuilder(command).redirectError(error.toFile()).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output, Files.readString(error));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
