package org.duban.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says in the OpenAPI document which fields may be null: those that the records say may be. */
@Component
final class OpenApiNulls implements ModelConverter {

    private static final String NULL = "null";
    private static final String MODELS = "#/components/schemas/";

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        if (!others.hasNext()) {
            return null;
        }
        @Nullable Schema<?> schema = others.next().resolve(type, context, others);
        var described = Json.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && described.isRecord()) {
            var model = model(schema, context);
            if (model != null && model.getProperties() != null) {
                mark(described.getRecordComponents(), model.getProperties());
            }
        }
        return schema;
    }

    private static @Nullable Schema<?> model(Schema<?> schema, ModelConverterContext context) {
        var reference = schema.get$ref();
        return reference == null
                ? schema
                : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    @SuppressWarnings("rawtypes")
    private static void mark(RecordComponent[] components, Map<String, Schema> properties) {
        for (var component : components) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.computeIfPresent(name(component), (name, property) -> orNull(property));
            }
        }
    }

    private static String name(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    private static Schema<?> orNull(Schema<?> property) {
        var reference = property.get$ref();
        if (reference != null && reference.startsWith(MODELS)) {
            return new Schema<>().anyOf(List.of(new Schema<>().$ref(reference), new Schema<>().types(Set.of(NULL))));
        }
        if (property.getTypes() != null && !property.getTypes().contains(NULL)) {
            var types = new LinkedHashSet<>(property.getTypes());
            types.add(NULL);
            property.setTypes(types);
            allowNull(property);
        }
        return property;
    }

    private static <T> void allowNull(Schema<T> property) {
        var values = property.getEnum();
        if (values != null) {
            var allowed = new ArrayList<@Nullable T>(values);
            allowed.add(null);
            property.setEnum(allowed);
        }
    }
}
