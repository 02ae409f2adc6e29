package org.duban.rest;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the OpenAPI document; its body comes from the controllers. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String DESCRIPTION = """
            Task events in; tasks, notices, units, policies and refusals out. Instants are ISO 8601 in UTC. Lists come in \
            pages: hand `next` back as `cursor`. Errors are problem details (RFC 9457) that say how to mend them, in the language that `Accept-Language` prefers of those there are, else in English; programs \
            compare `code`, which is the same in each.""";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Duban 督办")
                        .version("v1")
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                "basic",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic"))
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("Of the OIDC provider, where this installation has one.")))
                .addSecurityItem(new SecurityRequirement().addList("basic"))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }

    /** Where springdoc would make its own. */
    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
    WarmOpenApi openApiResource(
            ObjectFactory<OpenAPIService> services,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties properties,
            SpringDocProviders providers,
            SpringDocCustomizers customizers) {
        return new WarmOpenApi(services, requests, responses, operations, properties, providers, customizers);
    }

    /** In an order that does not depend on where classes were found first, so that two documents can be compared. */
    @Bean
    OpenApiCustomizer tagsByName() {
        return document -> document.setTags(document.getTags().stream()
                .sorted(Comparator.comparing(Tag::getName))
                .toList());
    }

    /** What each operation may answer besides what its controller says, and that each problem is a problem detail. */
    @Bean
    OpenApiCustomizer whatElseIsAnswered() {
        return document -> {
            document.getComponents().addSchemas("ProblemDetail", problem());
            document.getPaths()
                    .forEach((path, item) -> item.readOperations().forEach(operation -> {
                        if (path.contains("{") || operation.getParameters() != null) {
                            answer(operation, "400", "A parameter cannot be used; the problem names it and the cure");
                        }
                        answer(operation, "401", "This needs a user");
                        if (path.contains("{")) {
                            answer(operation, "404", "There is no such thing");
                        }
                        operation.getResponses().forEach(OpenApiConfiguration::toProblem);
                    }));
        };
    }

    private static void answer(Operation operation, String status, String description) {
        operation.getResponses().computeIfAbsent(status, any -> new ApiResponse().description(description));
    }

    private static void toProblem(String status, ApiResponse response) {
        if (status.compareTo("400") >= 0
                && (response.getContent() == null || response.getContent().isEmpty())) {
            var schema = new Schema<>().$ref("#/components/schemas/ProblemDetail");
            response.setContent(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
        }
    }

    private static Schema<?> problem() {
        return new Schema<>()
                .types(Set.of("object"))
                .description(
                        "RFC 9457; field, value and cure where one value is wrong, errors where several events are")
                .addProperty("type", text().format("uri-reference"))
                .addProperty("title", text())
                .addProperty("status", new Schema<>().types(Set.of("integer")))
                .addProperty("detail", text())
                .addProperty("code", text().description("what is wrong, in every language the same"))
                .addProperty(
                        "arguments",
                        new Schema<>()
                                .types(Set.of("array"))
                                .items(new Schema<>())
                                .description("the values in the words of the code: texts, or codes with arguments"))
                .addProperty("instance", text().format("uri-reference"))
                .addProperty("field", text())
                .addProperty("value", textOrNull())
                .addProperty("cure", text())
                .addProperty(
                        "errors", new Schema<>().types(Set.of("array")).items(new Schema<>().types(Set.of("object"))))
                .additionalProperties(true);
    }

    private static Schema<?> text() {
        return new Schema<>().types(Set.of("string"));
    }

    /** In one order: that of {@link Set#of} is another one in each process. */
    private static Schema<?> textOrNull() {
        return new Schema<>().types(new LinkedHashSet<>(List.of("string", "null")));
    }
}
