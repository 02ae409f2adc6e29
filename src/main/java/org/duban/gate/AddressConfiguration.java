package org.duban.gate;

import java.util.List;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets every id that an event may have stand in an address, percent-encoded: paths are matched part by part as they came, and
 * only then decoded, so that an encoded slash is never a slash.
 */
@Configuration(proxyBeanMethods = false)
class AddressConfiguration {

    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowBackSlash(true);
        firewall.getEncodedUrlBlocklist().removeAll(Set.of("%3b", "%3B"));
        firewall.getDecodedUrlBlocklist().remove(";");
        // Allowed with the encoded ones; as they are they mean nothing that anybody could want.
        firewall.getEncodedUrlBlocklist().addAll(List.of("//", "\\"));
        return firewall;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> addresses() {
        return factory -> factory.addConnectorCustomizers(AddressConfiguration::passEncodedSlashes);
    }

    private static void passEncodedSlashes(Connector connector) {
        var asTheyCame = EncodedSolidusHandling.PASS_THROUGH.getValue();
        connector.setEncodedSolidusHandling(asTheyCame);
        connector.setEncodedReverseSolidusHandling(asTheyCame);
    }
}
