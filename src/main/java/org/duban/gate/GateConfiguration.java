package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.duban.words.Languages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.observation.ServerRequestObservationConvention;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Puts the gate before the rooms. */
@Configuration(proxyBeanMethods = false)
class GateConfiguration {

    private static final Duration PART_OF_A_BODY = Duration.ofSeconds(5);
    private static final int THREADS_FOR_PROBES = 4;
    private static final int PROBES_AT_ONCE = 100;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> gate(
            ProbesProperties probes, Environment environment, Languages languages) {
        return new LastOfAll(
                probes, languages, environment.getProperty("server.tomcat.threads.max", Integer.class, 200));
    }

    /**
     * After those of Spring Boot: behind its valve an address is that of the client, where a proxy may tell it; and of two
     * valves that answer errors the one that comes later does.
     */
    private record LastOfAll(ProbesProperties probes, Languages languages, int threads)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.setProtocol(SharedConnections.class.getName());
            factory.addConnectorCustomizers(GateConfiguration::limitBodies);
            factory.addEngineValves(new RequestLimitValve(threads, probes.port(), languages));
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ContainerErrors(languages)));
            if (probes.port() != null) {
                var connector = connector(probes.port());
                factory.addAdditionalConnectors(connector);
                factory.addEngineValves(new ProbesValve(connector));
            }
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }

    private static void limitBodies(Connector connector) {
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocol.setDisableUploadTimeout(false);
            protocol.setConnectionUploadTimeout((int) PART_OF_A_BODY.toMillis());
        }
    }

    private static Connector connector(int port) {
        var connector = new Connector();
        connector.setPort(port);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setMaxThreads(THREADS_FOR_PROBES);
            protocol.setMinSpareThreads(1);
            protocol.setMaxConnections(PROBES_AT_ONCE);
            protocol.setConnectionTimeout((int) PART_OF_A_BODY.toMillis());
            protocol.setKeepAliveTimeout((int) PART_OF_A_BODY.toMillis());
        }
        return connector;
    }

    @Bean
    WebMvcRegistrations settledForms() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new AcceptCheck();
            }
        };
    }

    @Bean
    WebMvcConfigurer answersInUtf8() {
        return new WebMvcConfigurer() {
            @Override
            public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
                negotiation.strategies(List.of(new AnyCharset()));
            }
        };
    }

    /**
     * Takes {@code Accept: application/json;charset=utf-16} for {@code application/json}: JSON knows no such parameter (RFC 8259,
     * 11), and everything is answered in UTF-8, as {@code Content-Type} says.
     */
    private static final class AnyCharset extends HeaderContentNegotiationStrategy {
        @Override
        public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
            return super.resolveMediaTypes(request).stream()
                    .map(AnyCharset::withoutCharset)
                    .toList();
        }

        private static MediaType withoutCharset(MediaType type) {
            var others = new LinkedHashMap<>(type.getParameters());
            others.keySet().removeIf("charset"::equalsIgnoreCase);
            return new MediaType(type.getType(), type.getSubtype(), others);
        }
    }

    /** A reader's language is the one that he has chosen, else the best of those there are, for every room. */
    @Bean
    LocaleResolver localeResolver(Languages languages, ObjectProvider<ChosenLanguage> choices) {
        var chosen = choices.getIfAvailable(() -> request -> Optional.empty());
        return new AcceptHeaderLocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return chosen.of(request)
                        .orElseGet(() -> languages.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
            }
        };
    }

    @Bean
    ServerRequestObservationConvention addressesWithoutSecrets() {
        return new AddressesWithoutSecrets();
    }
}
