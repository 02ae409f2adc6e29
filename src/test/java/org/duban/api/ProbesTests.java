package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.catalina.connector.Connector;
import org.duban.TestHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The port for supervisors beside the one for everybody. */
class ProbesTests {

    private static TestHouse house;
    private static int everybodys;
    private static int probes;

    @BeforeAll
    static void start() {
        house = new TestHouse().with("duban.probes.port", "0");
        var server = (TomcatWebServer)
                ((ServletWebServerApplicationContext) house.startNode("duban.roles=mail")).getWebServer();
        everybodys = server.getPort();
        for (Connector connector : server.getTomcat().getService().findConnectors()) {
            if (connector.getLocalPort() != everybodys) {
                probes = connector.getLocalPort();
            }
        }
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /livez,                      200, 200
            /readyz,                     200, 200
            /actuator/health,            200, 200
            /actuator/health/liveness,   200, 200
            /actuator/prometheus,        401, 404
            /actuator,                   401, 404
            /api/v1/tasks,               401, 404
            /,                           401, 404
            """)
    void answersHealthOnly(String path, int atEverybodys, int atProbes) throws Exception {
        assertThat(status(everybodys, path)).isEqualTo(atEverybodys);
        assertThat(status(probes, path)).isEqualTo(atProbes);
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
