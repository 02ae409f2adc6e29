package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.FilteredClassLoader;

final class EmbeddedServersTests {

    @TempDir
    Path data;

    @Test
    void startAllSideBySideAndAgain() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (var servers = start(0, 0, 0, data, EnumSet.allOf(ServerKind.class))) {
                for (var kind : ServerKind.values()) {
                    assertThat(accepts(servers.port(kind))).as(kind.label()).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void refuseATakenPortAndNameItsProperty(ServerKind kind) throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = other.getLocalPort();

            assertThatThrownBy(() -> start(
                            kind == ServerKind.KAFKA ? port : 0,
                            kind == ServerKind.POSTGRES ? port : 0,
                            kind == ServerKind.MAILBOX ? port : 0,
                            data,
                            EnumSet.of(kind)))
                    .isInstanceOf(EmbeddedServerProblem.class)
                    .hasMessageContainingAll("port " + port, kind.portProperty())
                    .extracting(problem -> ((EmbeddedServerProblem) problem).cure())
                    .asString()
                    .contains("set " + kind.portProperty(), kind.property());
        }
    }

    @Test
    void nameEveryPropertyThatTheLeanJarNeeds() {
        var lean = new FilteredClassLoader("kafka.server", "org.subethamail", "io.zonky");

        assertThatThrownBy(() -> EmbeddedServers.refuseMissing(EnumSet.allOf(ServerKind.class), lean))
                .isInstanceOf(EmbeddedServerProblem.class)
                .hasMessageContaining(
                        "spring.kafka.bootstrap-servers, spring.datasource.url, spring.mail.host not set");
    }

    @Test
    void refuseADirectoryThatCannotBeWritten() throws Exception {
        var file = Files.createFile(data.resolve("file"));

        assertThatThrownBy(() -> start(0, 0, 0, file.resolve("data"), EnumSet.allOf(ServerKind.class)))
                .isInstanceOf(EmbeddedServerProblem.class)
                .hasMessageContainingAll(file.toString(), "duban.embedded.data", "cannot be written");
    }

    @Test
    void refuseADirectoryThatAnotherOneHolds() throws Exception {
        try (var first = DataDirectory.open(data)) {
            assertThatThrownBy(() -> start(0, 0, 0, data, EnumSet.allOf(ServerKind.class)))
                    .isInstanceOf(EmbeddedServerProblem.class)
                    .hasMessageContaining("in use by another running Duban");
        }
    }

    @Test
    void touchNoDirectoryForTheMailboxAlone() {
        var untouched = data.resolve("untouched");

        try (var servers = start(0, 0, 0, untouched, EnumSet.of(ServerKind.MAILBOX))) {
            assertThat(servers.port(ServerKind.MAILBOX)).isPositive();
        }

        assertThat(untouched).doesNotExist();
    }

    private static EmbeddedServers start(int kafka, int postgres, int smtp, Path data, Set<ServerKind> kinds) {
        var settings = new EmbeddedProperties(kafka, postgres, smtp, data.toString(), null);
        return new EmbeddedServers(settings, kinds, new Mailbox(InstantSource.system()));
    }

    private static boolean accepts(int port) throws IOException {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }
}
