package org.duban.rest;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.events.ContentMode;
import org.duban.events.StrictJson;
import org.duban.events.UnreadableEvent;
import org.duban.files.NameSuggestions;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads the records that operations take, as strictly as events are read: UTF-8, each field once, of its type, and
 * none that is not known, because one that is misspelt would count as left out.
 */
final class StrictBodies extends AbstractHttpMessageConverter<Record> {

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(LogicalType.Textual, StrictBodies::onlyText)
            .withCoercionConfig(LogicalType.Boolean, StrictBodies::onlyText)
            .build();

    StrictBodies() {
        super(MediaType.APPLICATION_JSON);
    }

    /** Of whatever type: others would read YAML, or JSON of a more particular type, less strictly. */
    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return supports(type);
    }

    private static void onlyText(tools.jackson.databind.cfg.MutableCoercionConfig config) {
        for (var shape : List.of(
                CoercionInputShape.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean,
                CoercionInputShape.String)) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type.isRecord();
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected void writeInternal(Record body, HttpOutputMessage message) {
        throw new UnsupportedOperationException("answers are written by others");
    }

    @Override
    protected Record readInternal(Class<? extends Record> type, HttpInputMessage message) throws IOException {
        var contentType = message.getHeaders().getFirst("Content-Type");
        if (contentType == null || !ContentMode.json(contentType) || !ContentMode.utf8(contentType)) {
            throw ApiProblem.unsupported(
                    contentType == null
                            ? ApiReason.API_NO_CONTENT_TYPE.with()
                            : ApiReason.API_CONTENT_TYPE.with(contentType));
        }
        var tree = tree(message.getBody().readNBytes(CloudEventsOverHttp.LARGEST + 1));
        refuseUnknown(tree, type, "");
        try {
            return json.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw wrongType(e, tree);
        }
    }

    private static JsonNode tree(byte[] body) {
        if (body.length > CloudEventsOverHttp.LARGEST) {
            throw ApiProblem.tooLarge(ApiReason.API_BODY_TOO_LARGE.with(String.valueOf(CloudEventsOverHttp.LARGEST)));
        }
        try {
            var tree = StrictJson.tree(body, "body");
            if (!tree.isObject()) {
                throw ApiProblem.field("body", tree.toString(), ApiReason.API_SEND_OBJECT.with());
            }
            return tree;
        } catch (UnreadableEvent e) {
            throw ApiProblem.flaw(e.why(), null);
        }
    }

    /** @param path of the object within the body; empty for the body itself */
    private static void refuseUnknown(JsonNode tree, Class<?> type, String path) {
        var known = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        for (var field : tree.propertyNames()) {
            if (!known.contains(field)) {
                throw ApiProblem.flaw(
                        ApiReason.API_NO_SUCH_FIELD.at(
                                path + ApiProblem.shortened(field), new NameSuggestions(known).cureFor(field)),
                        null);
            }
        }
        for (var component : type.getRecordComponents()) {
            var inner = tree.path(component.getName());
            if (component.getType().isRecord() && inner.isObject()) {
                refuseUnknown(inner, component.getType(), path + component.getName() + ".");
            }
        }
    }

    private static ApiProblem wrongType(JacksonException failure, JsonNode tree) {
        var path = failure.getPath();
        var field = path.stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        var value = tree;
        for (var step : path) {
            value = step.getPropertyName() == null ? value.path(step.getIndex()) : value.path(step.getPropertyName());
        }
        return ApiProblem.field(field.isEmpty() ? "body" : field, value.toString(), cure(failure));
    }

    private static Reason cure(JacksonException failure) {
        if (failure instanceof InputCoercionException || failure instanceof StreamConstraintsException) {
            return ApiReason.API_WRITE_SHORT_NUMBER.with();
        }
        var wanted = failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (wanted == null) {
            return ApiReason.API_SEE_EXAMPLE.with();
        } else if (Collection.class.isAssignableFrom(wanted)) {
            return ApiReason.API_WRITE_TEXTS.with();
        } else if (Map.class.isAssignableFrom(wanted)) {
            return ApiReason.API_WRITE_NAMES_AND_TEXTS.with();
        }
        if (wanted == Integer.class || wanted == int.class) {
            return ApiReason.API_WRITE_NUMBER.with();
        }
        if (wanted != null && wanted.isRecord()) {
            return ApiReason.API_WRITE_OBJECT.with("{\"name\": value}");
        }
        return (wanted == Boolean.class ? ApiReason.API_WRITE_BOOLEAN : ApiReason.API_WRITE_TEXT).with();
    }
}
