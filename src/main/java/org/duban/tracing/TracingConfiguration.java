package org.duban.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces are shown where there is somebody to export them to. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean
    Traces traces(ObjectProvider<OpenTelemetry> telemetry, ObjectProvider<SpanExporter> exporters) {
        var known = telemetry.getIfAvailable();
        return known == null || exporters.stream().findAny().isEmpty()
                ? Traces.OFF
                : new Traces(known.getTracer("org.duban"));
    }
}
