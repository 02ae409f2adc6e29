package org.duban.rulebook;

import java.time.InstantSource;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.audit.AuditTrail;
import org.duban.directory.Directory;
import org.duban.directory.KnownCalendars;
import org.duban.directory.Unit;
import org.duban.files.InputFile;
import org.duban.ledger.FollowedPolicies;
import org.duban.reasons.Reason;
import org.duban.task.KnownPolicies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Opens the rulebooks, with what is new in the files of this process in force; a mistake in one of them stops the start. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    private static final Logger log = LoggerFactory.getLogger(PolicyConfiguration.class);
    private static final String USUAL_POLICIES = "classpath:policies.yaml";
    private static final String BUILT_IN = "classpath:calendars/";

    /** Not open yet: policies name units, and units name calendars. */
    @Bean(defaultCandidate = false)
    JdbcRulebooks storedRulebooks(
            PolicyProperties properties,
            JdbcClient jdbc,
            TransactionOperations transactions,
            JsonMapper json,
            InstantSource clock,
            AuditTrail audit,
            FollowedPolicies followed,
            ObjectProvider<Directory> directory) {
        return new JdbcRulebooks(
                jdbc, transactions, json, clock, new Neighbours(directory, followed), audit, files(properties));
    }

    /** The files are taken over before anybody gets a rulebook to see. */
    @Bean
    Rulebooks rulebooks(@Qualifier("storedRulebooks") JdbcRulebooks stored) {
        var taken = stored.start();
        var book = stored.current();
        log.info(
                "{} version={} since={} newFiles={} policies={} calendars={}",
                taken.isEmpty() ? "Rulebook in force" : "Rulebook applied from files",
                book.version(),
                book.appliedAt(),
                taken,
                book.policies().names(),
                book.calendars().names());
        return stored;
    }

    @Bean
    UnitsInPolicies unitsInPolicies(@Qualifier("storedRulebooks") JdbcRulebooks stored) {
        return new UnitsInPolicies(stored::newest);
    }

    /** Units are loaded before the policies, which may name them, are taken over. */
    @Bean
    KnownCalendars knownCalendars(@Qualifier("storedRulebooks") JdbcRulebooks stored) {
        return stored::calendarNames;
    }

    @Bean
    Planner planner(Rulebooks rulebooks) {
        return new Planner(rulebooks::history);
    }

    @Bean
    KnownPolicies knownPolicies(Rulebooks rulebooks) {
        return new PoliciesInForce(rulebooks);
    }

    private record PoliciesInForce(Rulebooks rulebooks) implements KnownPolicies {
        @Override
        public Set<String> names() {
            return rulebooks.current().policies().names();
        }

        @Override
        public Optional<Reason> objection(String policy, Map<String, String> amounts) {
            return rulebooks.current().policies().objection(policy, amounts);
        }

        @Override
        public LocalTime closing(String policy) {
            var book = rulebooks.current();
            return book.policies()
                    .policy(policy)
                    .map(followed -> book.calendars()
                            .calendar(followed.calendar())
                            .officeHours()
                            .closes())
                    .orElseGet(() -> KnownPolicies.super.closing(policy));
        }
    }

    private record Neighbours(ObjectProvider<Directory> directory, FollowedPolicies followed)
            implements RuleParser.World {
        @Override
        public Collection<Unit> units() {
            return directory.getObject().tree().units();
        }

        @Override
        public void holdCodes() {
            directory.getObject().holdCodes();
        }

        @Override
        public Map<String, Long> openTasks() {
            return followed.openTasks();
        }
    }

    private static RuleFiles files(PolicyProperties properties) {
        var policies = given(properties.policies());
        var calendars = given(properties.calendars());
        return new RuleFiles(
                InputFile.of(policies == null ? USUAL_POLICIES : policies),
                policies != null,
                () -> InputFile.yamlFilesIn(BUILT_IN),
                calendars == null ? null : () -> InputFile.yamlFilesIn(calendars));
    }

    private static @Nullable String given(@Nullable String setting) {
        return setting == null || setting.isBlank() ? null : setting.strip();
    }
}
