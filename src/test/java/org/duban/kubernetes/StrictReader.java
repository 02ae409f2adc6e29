package org.duban.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.json.JsonMapper;

/** Reads a document as Kubernetes or an operator does, and accepts no field that they would pass over in silence. */
final class StrictReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KubernetesSerialization kubernetes = new KubernetesSerialization();

    StrictReader() {
        // Their annotations still name the version before.
        Stream.of(Kafka.class, KafkaNodePool.class, KafkaTopic.class, KafkaUser.class)
                .forEach(type ->
                        kubernetes.registerKubernetesResource("kafka.strimzi.io/v1", type.getSimpleName(), type));
    }

    /** @throws IllegalArgumentException naming the kind that nobody knows, or each field of which its kind knows nothing */
    Object read(Map<String, ?> document) {
        var operators = CustomResource.read(document);
        if (operators.isPresent()) {
            return operators.get();
        }
        Object resource = kubernetes.unmarshal(JSON.writeValueAsString(document));
        if (resource == null || resource instanceof GenericKubernetesResource) {
            throw new IllegalArgumentException(
                    "nobody here knows " + document.get("apiVersion") + " " + document.get("kind"));
        }
        var unknown = new ArrayList<String>();
        walk(resource, String.valueOf(document.get("kind")), unknown);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown or of another type: " + unknown);
        }
        return resource;
    }

    private static void walk(@Nullable Object value, String path, List<String> unknown) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> walk(each, path + "." + key, unknown));
        } else if (value instanceof Collection<?> all) {
            var number = 0;
            for (var each : all) {
                walk(each, path + "[" + number++ + "]", unknown);
            }
        } else if (value != null && isModel(value.getClass())) {
            fieldsOf(value, path, unknown);
        }
    }

    private static void fieldsOf(Object model, String path, List<String> unknown) {
        for (var getter : model.getClass().getMethods()) {
            if (!isGetter(getter)) {
                continue;
            }
            var value = ReflectionUtils.invokeMethod(getter, model);
            if (getter.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) value).keySet().forEach(key -> unknown.add(path + "." + key));
            } else {
                walk(value, path + "." + getter.getName().substring(3), unknown);
            }
        }
    }

    private static boolean isGetter(Method method) {
        return method.getName().startsWith("get") && method.getParameterCount() == 0 && !method.isDefault();
    }

    private static boolean isModel(Class<?> type) {
        return !type.isEnum() && Stream.of("io.fabric8.", "io.strimzi.").anyMatch(type.getName()::startsWith);
    }
}
