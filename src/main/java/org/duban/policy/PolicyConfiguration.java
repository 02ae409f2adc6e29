package org.duban.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.duban.calendar.Calendars;
import org.duban.directory.Directory;
import org.duban.directory.KnownCalendars;
import org.duban.directory.Unit;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Reads calendars and policies at the start; a mistake in one of their files stops it. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    private static final Logger log = LoggerFactory.getLogger(PolicyConfiguration.class);
    private static final String BUILT_IN = "classpath:calendars/";
    private static final String CLASSPATH = "classpath:";

    @Bean
    Calendars calendars(PolicyProperties properties) {
        var location = properties.calendars();
        var own = location == null || location.isBlank() ? List.<InputFile>of() : in(location.strip());
        var calendars = Calendars.read(onClasspath(BUILT_IN), own);
        log.info("Calendars loaded names={} ownFiles={}", calendars.names(), own.size());
        return calendars;
    }

    /** The directory is opened before the policies, which may name its units. */
    @Bean
    KnownCalendars knownCalendars(Calendars calendars) {
        return calendars::names;
    }

    @Bean
    Policies policies(PolicyProperties properties, Calendars calendars, Directory directory) {
        var units = directory.tree().units().stream().map(Unit::code).toList();
        var policies = PolicyFile.read(InputFile.of(properties.policies().strip()), calendars.names(), units);
        log.info("Policies loaded file={} names={}", properties.policies(), policies.names());
        return policies;
    }

    @Bean
    Planner planner(Policies policies, Calendars calendars) {
        return new Planner(policies, calendars);
    }

    private static List<InputFile> in(String directory) {
        if (!directory.startsWith(CLASSPATH)) {
            return InputFile.yamlFilesIn(directory);
        }
        var files = onClasspath(directory);
        if (files.isEmpty()) {
            throw new BadInput(new BadInput.Mistake(
                    directory, 0, "duban.calendars", "no YAML file is there", "name a directory that has some"));
        }
        return files;
    }

    /** Files inside a jar cannot be listed by path. */
    private static List<InputFile> onClasspath(String directory) {
        var folder = directory.endsWith("/") ? directory : directory + "/";
        try {
            var found = new PathMatchingResourcePatternResolver()
                    .getResources(folder.replace(CLASSPATH, "classpath*:") + "*.yaml");
            return Arrays.stream(found)
                    .map(resource -> folder + Objects.requireNonNull(resource.getFilename()))
                    .distinct()
                    .sorted()
                    .map(InputFile::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
