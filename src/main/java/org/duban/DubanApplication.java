package org.duban;

import java.util.Optional;
import org.duban.process.Command;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Duban: one process that opens the rooms its roles name, or that carries out a {@link Command}. */
@SpringBootApplication
@Modulithic(sharedModules = "process")
@ConfigurationPropertiesScan
@EnableScheduling
public class DubanApplication {

    public static void main(String[] args) {
        // Angus looks its stream provider up by ServiceLoader at every encoder unless it is named; see
        // docs/performance.md.
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        command(args).ifPresent(command -> System.exit(command.run(args)));
        SpringApplication.run(DubanApplication.class, args);
    }

    private static Optional<Command> command(String... args) {
        return SpringFactoriesLoader.forDefaultResourceLocation().load(Command.class).stream()
                .filter(command -> command.asked(args))
                .findFirst();
    }
}
