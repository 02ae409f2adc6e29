package org.duban.rest;

import io.swagger.v3.oas.models.OpenAPI;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The OpenAPI document, made in the background while the process starts: made for its first reader, it takes seconds. It is in one
 * language, and made once, whatever languages readers ask for.
 */
class WarmOpenApi extends OpenApiWebMvcResource implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(WarmOpenApi.class);

    WarmOpenApi(
            ObjectFactory<OpenAPIService> services,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties properties,
            SpringDocProviders providers,
            SpringDocCustomizers customizers) {
        super(services, requests, responses, operations, properties, providers, customizers);
    }

    @Override
    protected OpenAPI getOpenApi(String serverBaseUrl, Locale locale) {
        return super.getOpenApi(serverBaseUrl, Locale.ENGLISH);
    }

    @Override
    public void afterSingletonsInstantiated() {
        var warming = new Thread(this::make, "openapi");
        warming.setDaemon(true);
        warming.start();
    }

    private void make() {
        try {
            writeJsonValue(getOpenApi("http://localhost", Locale.ENGLISH));
        } catch (Exception e) {
            // Its first reader hears of it, too.
            log.debug("OpenAPI document not made yet", e);
        }
    }
}
