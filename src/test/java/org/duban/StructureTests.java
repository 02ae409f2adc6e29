package org.duban;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

/** Which room may import which, and which technology stays behind which door. */
class StructureTests {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.duban");

    @Test
    void roomsImportOnlyWhatTheirPackageInfoAllows() {
        ApplicationModules.of(DubanApplication.class).verify();
    }

    @Test
    void roomsDoNotImportEachOtherInCircles() {
        slices().matching("org.duban.(*)..")
                .should()
                .beFreeOfCycles()
                .because("news runs downstream and imports run upstream")
                .check(HOUSE);
    }

    @Test
    void partsOfARoomDoNotImportEachOtherInCircles() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .because("a part that imports back what imports it cannot be read alone")
                .check(HOUSE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org.quartz..                      | agenda                            | Quartz is the alarm clock of one room and could be replaced there
            org.springframework.scheduling.quartz.. | agenda                      | Quartz is the alarm clock of one room and could be replaced there
            jakarta.mail..                    | letter, mail, inbox, standalone   | other channels tell the same notices without knowing mail
            org.eclipse.angus..               | mail, inbox, standalone           | other channels tell the same notices without knowing mail
            org.springframework.mail..        | mail, standalone                  | other channels tell the same notices without knowing mail
            org.apache.kafka..                | intake, notice, mail, standalone  | Kafka stands at the doors
            org.springframework.kafka..       | intake, notice, mail, standalone  | Kafka stands at the doors
            kafka..                           | standalone                        | nothing depends on the embedded servers
            io.zonky..                        | standalone                        | nothing depends on the embedded servers
            org.subethamail..                 | standalone                        | nothing depends on the embedded servers
            org.apache.james..                | mail                              | other channels tell the same notices without knowing mail
            io.opentelemetry..                | tracing                           | where a trace goes is one room's business; the others carry a place in it
            org.springframework.security..    | access, accounts, gate, api, desk, answers, feeds, standalone | who may come in is one room's business; the others ask it
            org.springframework.session..     | accounts                          | what a session is made of is one room's business; the others ask who is logged in
            com.networknt..                   | events                            | what an event may hold is judged in one room
            jakarta.servlet..                 | api, rest, access, accounts, desk, gate, mail, standalone | the web stands at the doors
            """)
    void technologiesStayBehindTheirDoors(String technology, String rooms, String why) {
        var behindTheDoor = rooms.replaceAll("\\s", "").split(",");
        for (var i = 0; i < behindTheDoor.length; i++) {
            behindTheDoor[i] = "org.duban." + behindTheDoor[i] + "..";
        }

        noClasses()
                .that()
                .resideOutsideOfPackages(behindTheDoor)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology)
                .because(why)
                .check(HOUSE);
    }

    @Test
    void sqlStandsInClassesNamedAfterIt() {
        noClasses()
                .that(doNotStartWith("Jdbc"))
                .and(doNotStartWith("DatabaseClock"))
                .and(doNotEndWith("Configuration"))
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("are JdbcClient or JdbcTemplate") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.isEquivalentTo(JdbcClient.class) || type.isAssignableTo(JdbcOperations.class);
                    }
                })
                .because("whoever looks for what a table costs looks for Jdbc…")
                .check(HOUSE);
    }

    @Test
    void whatPeopleAskForIsAskedWithinTheirScope() {
        noClasses()
                .that(resideInAnyPackage("org.duban.api..", "org.duban.desk..", "org.duban.accounts.."))
                .should(accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("goes past the scope of the user") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return passesTheScope(access.getTarget());
                    }
                }))
                .because(
                        "a county sees nothing of its neighbour: ask PresentUser for the scope, and write through UserActs")
                .check(HOUSE);
    }

    private static boolean passesTheScope(AccessTarget target) {
        return switch (target.getOwner().getSimpleName()) {
            case "Scope" -> target.getName().equals("EVERYTHING");
            case "TaskLedger" -> !target.getName().equals("within");
            case "TaskEventPublisher" -> true;
            case "Notices" ->
                target.getName().equals("notice")
                        && target instanceof CodeUnitAccessTarget asked
                        && asked.getRawParameterTypes().size() == 1;
            default -> false;
        };
    }

    @Test
    void everyoneAsksTheOneClock() {
        // The mailbox stands before the database, so it cannot ask the clock that is corrected to it. A command that
        // reads
        // files only has no database to ask, and a drill begins today before its clock is simulated.
        var exceptions = simpleName("DatabaseClock")
                .or(simpleName("StandaloneConfiguration"))
                .or(simpleName("PlanCommand"))
                .or(simpleName("DrillCommand"));

        noMachineClock().check(HOUSE.that(DescribedPredicate.not(exceptions)));
    }

    @Test
    void aMachineClockIsFoundInCallsAndInMethodReferences() {
        var culprits = new ClassFileImporter().importClasses(CallsNow.class, RefersToNow.class, MakesDate.class);

        for (var culprit : culprits) {
            assertThatThrownBy(() -> noMachineClock().check(new ClassFileImporter().importClasses(culprit.reflect())))
                    .isInstanceOf(AssertionError.class);
        }
        assertThat(culprits).hasSize(3);
    }

    @Test
    void whatIsDecidedAndSaidIsPure() {
        noClasses()
                .that(resideInAnyPackage(
                        "org.duban.calendar..",
                        "org.duban.task..",
                        "org.duban.policy..",
                        "org.duban.plan..",
                        "org.duban.content..",
                        "org.duban.fate..",
                        "org.duban.channel.."))
                .and()
                .doNotHaveSimpleName("package-info")
                .and(doNotEndWith("Configuration"))
                .and(doNotEndWith("Properties"))
                .and(doNotStartWith("Jdbc"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "org.slf4j..")
                .because("preview, timeline, auditor and sending ask the same function")
                .check(HOUSE);
    }

    @Test
    void eventsAndLettersArePure() {
        noClasses()
                .that(resideInAPackage("org.duban.events..").or(resideInAPackage("org.duban.letter..")))
                .and()
                .doNotHaveSimpleName("package-info")
                .and(doNotEndWith("Configuration"))
                .and(doNotEndWith("Properties"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "org.apache.kafka..")
                .because("an event or a letter is the same wherever it comes from and goes to")
                .check(HOUSE);
    }

    @Test
    void dependenciesComeThroughConstructors() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(HOUSE);
    }

    @Test
    void datesAreSpokenToLibrariesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.duban.agenda", "org.duban.mail", "org.duban.standalone")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Date.class.getName())
                .because("an Instant is an instant; only Quartz and Jakarta Mail want Dates")
                .check(HOUSE);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .that()
                .areTopLevelClasses()
                .should()
                .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?|DTO|Dto)")
                .because("such names say nothing")
                .check(HOUSE);
    }

    private static ArchRule noMachineClock() {
        return noClasses()
                .should(accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("asks the machine's clock") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return access.getTarget() instanceof CodeUnitAccessTarget target && asksTheMachine(target);
                    }
                }))
                .because("all nodes agree on what is due, and tests simulate time: ask the injected InstantSource");
    }

    private static boolean asksTheMachine(CodeUnitAccessTarget target) {
        var owner = target.getOwner().getName();
        var parameters = target.getRawParameterTypes();
        return switch (target.getName()) {
            case "now" ->
                owner.startsWith("java.time.")
                        && parameters.stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
            case "currentTimeMillis" -> owner.equals("java.lang.System");
            case "system", "systemUTC", "systemDefaultZone" -> owner.startsWith("java.time.");
            case "<init>" -> owner.equals("java.util.Date") && parameters.isEmpty();
            default -> false;
        };
    }

    private static DescribedPredicate<JavaClass> doNotStartWith(String prefix) {
        return DescribedPredicate.describe(
                "do not start with " + prefix,
                type -> !outermost(type).getSimpleName().startsWith(prefix));
    }

    private static DescribedPredicate<JavaClass> doNotEndWith(String suffix) {
        return DescribedPredicate.describe(
                "do not end with " + suffix,
                type -> !outermost(type).getSimpleName().endsWith(suffix));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(StructureTests::outermost).orElse(type);
    }

    private static final class CallsNow {
        Instant asked() {
            return Instant.now();
        }
    }

    private static final class RefersToNow {
        final Supplier<Instant> asked = Instant::now;
    }

    private static final class MakesDate {
        final Object asked = new Date();
    }
}
