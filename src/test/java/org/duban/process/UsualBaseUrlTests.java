package org.duban.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Links lead to the port that is set, unless somebody says where else. */
class UsualBaseUrlTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            server.port=8090                                     | http://localhost:8090
            server.port=8443 server.ssl.key-store=a.p12          | https://localhost:8443
            server.port=8443 server.ssl.bundle=a server.ssl.enabled=false | http://localhost:8443
            server.port=8090 duban.base-url=https://duban.example | https://duban.example
            server.port=0                                        | -
            server.port=99999                                    | -
            server.port=http                                     | -
            server.address=127.0.0.1                             | -
            """)
    void isThatOfThePort(String settings, String expected) {
        var environment = new StandardEnvironment();
        Map<String, Object> given = Arrays.stream(settings.split(" +"))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));

        new UsualBaseUrl().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("duban.base-url")).isEqualTo(expected);
    }
}
