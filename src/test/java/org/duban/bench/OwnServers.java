package org.duban.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What benchmarks share that start a house with servers of its own. */
final class OwnServers {

    private OwnServers() {}

    /** Settings of a house whose data lie in a directory; may be added to. */
    static List<String> in(Path directory) {
        return new ArrayList<>(List.of(
                "--duban.embedded.data=" + directory.resolve("data"),
                "--duban.embedded.kafka-port=0",
                "--duban.embedded.postgres-port=0",
                "--duban.embedded.smtp-port=0",
                "--duban.demo=false",
                "--server.port=0"));
    }

    /** The seconds of CPU that this process has used. */
    static double cpu() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
    }
}
