package org.duban;

import org.duban.drill.DrillCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Duban: one process that opens the rooms its roles name. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class DubanApplication {

    public static void main(String[] args) {
        // Angus looks its stream provider up by ServiceLoader at every encoder unless it is named; see
        // docs/performance.md.
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        if (DrillCommand.asked(args)) {
            System.exit(DrillCommand.run(args));
        }
        SpringApplication.run(DubanApplication.class, args);
    }
}
