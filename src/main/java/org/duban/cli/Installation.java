package org.duban.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duban.calendar.Calendars;
import org.duban.directory.CsvUnits;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.duban.policy.Policies;
import org.duban.policy.PolicyFile;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * The units, policies and calendars of an installation as its files have them. Where an installation keeps its units in
 * the database, or has none yet, those of the demo campaign stand in.
 *
 * @param demo whether the units are those of the demo campaign
 */
record Installation(UnitTree units, Policies policies, Calendars calendars, boolean demo) {

    private static final String BUILT_IN_CALENDARS = "classpath:calendars/";
    private static final String SHIPPED_POLICIES = "classpath:policies.yaml";
    private static final String DEMO_POLICIES = "classpath:demo/policies.yaml";
    private static final String DEMO_UNITS = "classpath:demo/units.csv";

    /**
     * Reads the files that the settings name: those of the command line, the environment, and an {@code application.yaml}.
     *
     * @throws BadInput with every mistake in a file
     */
    static Installation open(List<String> settings) {
        var binder = Binder.get(settings(settings));
        var ownUnits = setting(binder, "duban.units");
        var ownPolicies = setting(binder, "duban.policies");
        var own = setting(binder, "duban.calendars").map(InputFile::yamlFilesIn).orElse(List.of());
        var calendars = Calendars.read(InputFile.yamlFilesIn(BUILT_IN_CALENDARS), own);
        var units = CsvUnits.read(InputFile.of(ownUnits.orElse(DEMO_UNITS)), calendars.names());
        var policies = PolicyFile.read(
                InputFile.of(ownPolicies.orElse(ownUnits.isEmpty() ? DEMO_POLICIES : SHIPPED_POLICIES)),
                calendars.names(),
                units.stream().map(Unit::code).toList());
        return new Installation(new UnitTree(units, Set.of()), policies, calendars, ownUnits.isEmpty());
    }

    /** The settings of the command line, the environment, and an {@code application.yaml}. */
    static Environment settings(List<String> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(settings.toArray(String[]::new)));
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(
                    environment, new DefaultResourceLoader(), new DefaultBootstrapContext());
        } catch (RuntimeException e) {
            throw new UsageMistake("the configuration cannot be read: " + e.getMessage() + "; mend it");
        }
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    private static Optional<String> setting(Binder binder, String name) {
        var value = binder.bind(name, String.class).orElse("").strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
