package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published description of the REST interface is what the running application says of itself. */
class OpenApiDocumentTests {

    private static final Path PUBLISHED = Path.of("docs/openapi.yaml");
    private static final String HEAD = """
            # The REST interface. Written by the running application; make it anew with
            # ./mvnw test -Dtest=OpenApiDocumentTests -Dduban.write=true
            """;

    @Test
    void publishesWhatTheApplicationSays() throws IOException {
        var said = HEAD
                + withAnExampleServer(
                        ApiHouse.open().get("/v3/api-docs.yaml").response().body());

        if (Boolean.getBoolean("duban.write")) {
            Files.writeString(PUBLISHED, said);
        }

        assertThat(said)
                .as("the interface has changed: ./mvnw test -Dtest=OpenApiDocumentTests -Dduban.write=true")
                .isEqualTo(Files.readString(PUBLISHED));
    }

    /** Not where the document was asked for, which is another port each time. */
    private static String withAnExampleServer(String yaml) {
        return yaml.replaceAll("(?m)^servers:\\n(?:[- ].*\\n)+", "servers:\n- url: https://duban.example\n");
    }
}
