package org.duban.logging;

import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** The same for logs in JSON, which escapes line breaks by itself. */
final class JsonWithoutSecrets implements StructuredLoggingJsonMembersCustomizer<Object> {
    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, LogText::withoutSecrets));
    }
}
