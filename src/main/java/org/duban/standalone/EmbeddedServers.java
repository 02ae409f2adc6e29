package org.duban.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/**
 * Starts the embedded servers side by side while the rest of the process comes up. Whoever needs one waits for it.
 * Created first and closed last of all beans.
 */
final class EmbeddedServers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServers.class);

    private final @Nullable DataDirectory home;
    private final Map<ServerKind, CompletableFuture<EmbeddedServer>> servers = new EnumMap<>(ServerKind.class);

    /**
     * @throws EmbeddedServerProblem if a port is taken, the data directory cannot be used, or the classes of a server are
     *     missing; nothing runs then
     */
    EmbeddedServers(EmbeddedProperties settings, Set<ServerKind> kinds, Mailbox mailbox) {
        refuseMissing(kinds, EmbeddedServers.class.getClassLoader());
        var directory = settings.directory();
        home = kinds.stream().anyMatch(ServerKind::keepsData) ? DataDirectory.open(directory) : null;
        try {
            if (kinds.contains(ServerKind.POSTGRES)) {
                StalePostgres.end(directory.resolve("postgres"));
            }
            var ports = new EnumMap<ServerKind, Integer>(ServerKind.class);
            kinds.forEach(kind -> ports.put(kind, Ports.choose(kind, settings.port(kind))));
            ports.forEach((kind, port) ->
                    servers.put(kind, inBackground(kind, () -> start(kind, settings, port, mailbox))));
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The port of a server, once it takes requests. */
    int port(ServerKind kind) {
        return await(kind).port();
    }

    String kafkaAddress() {
        return "localhost:" + port(ServerKind.KAFKA);
    }

    String postgresPassword() {
        return ((PostgresServer) await(ServerKind.POSTGRES)).password();
    }

    String postgresUrl() {
        return ((PostgresServer) await(ServerKind.POSTGRES)).url();
    }

    /** Stops all of them at once, those that are still starting too. */
    @Override
    public void close() {
        var stops = servers.values().stream()
                .map(server -> server.handle((running, failure) -> running)
                        .thenAcceptAsync(running -> stop(running), EmbeddedServers::inThread))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(stops).join();
        try {
            if (home != null) {
                home.close();
            }
        } catch (IOException e) {
            log.warn("Data directory not released", e);
        }
    }

    private EmbeddedServer await(ServerKind kind) {
        var server = servers.get(kind);
        if (server == null) {
            throw new IllegalStateException(kind + " is not embedded");
        }
        try {
            return server.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EmbeddedServerProblem problem) {
                throw problem;
            }
            throw new EmbeddedServerProblem(
                    "The embedded " + kind.label() + " did not start: " + e.getCause() + ".",
                    "Look for the cause in the log above, or point Duban at a server of your own with "
                            + kind.property() + ".",
                    e);
        }
    }

    private static EmbeddedServer start(ServerKind kind, EmbeddedProperties settings, int port, Mailbox mailbox)
            throws Exception {
        var directory = settings.directory();
        return switch (kind) {
            case KAFKA -> KafkaBroker.start(directory.resolve("kafka"), port);
            case POSTGRES -> PostgresServer.start(directory, settings.programsDirectory(), port);
            case MAILBOX -> SmtpSink.start(mailbox, port);
        };
    }

    private CompletableFuture<EmbeddedServer> inBackground(ServerKind kind, Callable<EmbeddedServer> start) {
        var started = new CompletableFuture<EmbeddedServer>();
        inThread(() -> {
            try {
                var begin = System.nanoTime();
                var server = start.call();
                started.complete(server);
                log.info(
                        "{} listens on localhost:{} after {} ms; set {} to use a real one instead",
                        kind.label(),
                        server.port(),
                        Duration.ofNanos(System.nanoTime() - begin).toMillis(),
                        kind.property());
            } catch (Throwable e) {
                started.completeExceptionally(e);
            }
        });
        return started;
    }

    private static void inThread(Runnable work) {
        new Thread(work, "embedded-servers").start();
    }

    private static void stop(@Nullable EmbeddedServer server) {
        if (server != null) {
            server.stop();
        }
    }

    /** In the lean jar, names every property that has to be set, all at once. */
    static void refuseMissing(Set<ServerKind> kinds, ClassLoader classes) {
        var properties = kinds.stream()
                .filter(kind -> !ClassUtils.isPresent(kind.className(), classes))
                .map(ServerKind::property)
                .collect(Collectors.joining(", "));
        if (!properties.isEmpty()) {
            throw new EmbeddedServerProblem(
                    "This jar has no servers of its own, and nothing names a real one: " + properties + " not set.",
                    "Set " + properties + "; or start Duban with ./mvnw spring-boot:run or from the standalone jar.");
        }
    }
}
