package org.duban.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.files.InputFile;
import org.duban.reasons.Phrase;
import org.duban.reasons.Reason;
import org.duban.reasons.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What rooms say is there in every language, and what is there is said. */
class BundlesTests {

    /** Where the words of a bundle are said, if not in the room of its name. */
    private static final Map<String, List<String>> SAID_IN = Map.of(
            "mail", List.of("mail", "letter"),
            "reasons", List.of("reasons", "plan", "events", "gate"),
            "steps", List.of("policy"));

    private static final List<String> REASONS = List.of(
            "access.OwnReason",
            "access.users.AccountReason",
            "answers.AnswerFieldError",
            "answers.AnswerRefusal",
            "api.events.RefusalsController$ReplayReason",
            "api.rules.RuleChangesController$NotNow",
            "api.units.StandInBody$StandInField",
            "auditor.GapReason",
            "calendar.CalendarReason",
            "directory.AddressReason",
            "directory.DependencyName",
            "directory.HangingReason",
            "directory.StandInReason",
            "directory.UnitReason",
            "events.EventReason",
            "fate.FateReason",
            "files.FileReason",
            "files.NameReason",
            "gate.GateReason",
            "inbox.mime.InboxReason",
            "jobs.BulkMistake",
            "jobs.JobReason",
            "plan.MoveReasons$Code",
            "notice.pipeline.ResendReason",
            "policy.PolicyReason",
            "reasons.ReasonFrame",
            "rest.ApiReason",
            "rulebook.RulesReason",
            "rules.RuleFileReason",
            "rest.Thing",
            "task.ActRule",
            "task.ActRule$Needs",
            "task.TaskReason",
            "task.TaskStatus",
            "views.ViewMistake");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern IN_SCRIPTS = Pattern.compile("T\\['([a-z.-]+)'\\]");
    private static final Pattern BEGUN_IN_SCRIPTS = Pattern.compile("T\\[`((?!page)[a-z]+\\.)\\$\\{");
    private static final Pattern IN_PAGES = Pattern.compile("data-t=\"([a-z-]+)\"");
    private static final Pattern SAID =
            Pattern.compile("\\b(say|count|counted)\\(\\s*(?:wording,\\s*)?\"([A-Za-z0-9._-]+)\"(?!\\s*\\+)");
    private static final Pattern BEGUN =
            Pattern.compile("\\b(?:say|count|counted|said)\\(\\s*(?:wording,\\s*)?\"([A-Za-z0-9._-]+\\.)\"\\s*\\+");
    private static final Pattern DATED = Pattern.compile("\\bdate\\(\\s*\"([a-z-]+)\"");

    static Stream<String> bundles() {
        return files().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyLanguageHasTheSameKeys(String bundle) {
        var languages = files().get(bundle);

        assertThat(languages).containsOnlyKeys("en", "zh_CN");
        assertThat(languages.get("zh_CN").texts().keySet())
                .containsExactlyInAnyOrderElementsOf(languages.get("en").texts().keySet());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyLanguageHasTheSamePlaces(String bundle) {
        var english = files().get(bundle).get("en").texts();
        var chinese = files().get(bundle).get("zh_CN").texts();

        assertThat(english.keySet()).allSatisfy(key -> {
            if (!mayLeaveOut(key)) {
                assertThat(places(key, chinese.get(key))).as(key).isEqualTo(places(key, english.get(key)));
            }
        });
    }

    /**
     * One is often said without a digit, the sentences of letters choose among the same values, a holiday has a name in
     * each language, and what readers of files say is English.
     */
    private static boolean mayLeaveOut(String key) {
        return key.endsWith(".one")
                || key.endsWith("HOLIDAY")
                || key.matches("NO_(JSON|CSV|YAML).*")
                || key.startsWith("ask.")
                || key.equals("subject.other");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void whatIsSaidIsThereInEveryLanguage(String bundle) {
        var sources = sources(bundle);

        assertThat(files().get(bundle).values()).allSatisfy(file -> {
            var keys = file.texts().keySet();
            assertThat(matches(SAID, 2, sources).filter(key -> !known(key, keys)))
                    .as("no words in " + file.suffix())
                    .isEmpty();
            assertThat(matches(BEGUN, 1, sources)
                            .filter(begin -> keys.stream().noneMatch(key -> key.startsWith(begin))))
                    .as("no words in " + file.suffix())
                    .isEmpty();
            assertThat(matches(IN_SCRIPTS, 1, sources).filter(key -> !known(key, keys)))
                    .as("no words for scripts in " + file.suffix())
                    .isEmpty();
            assertThat(matches(IN_PAGES, 1, sources).filter(name -> !keys.contains("page." + name)))
                    .as("no words for pages in " + file.suffix())
                    .isEmpty();
            assertThat(matches(DATED, 1, sources).filter(name -> !keys.contains("date." + name)))
                    .as("no pattern in " + file.suffix())
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nothingIsThereThatNobodySays(String bundle) {
        var sources = sources(bundle);
        var literals = Stream.of(LITERAL, IN_SCRIPTS, BEGUN_IN_SCRIPTS)
                .flatMap(pattern -> matches(pattern, 1, sources))
                .collect(Collectors.toCollection(HashSet::new));
        if (bundle.equals(Reason.BUNDLE)) {
            reasons().map(ReasonCode::code).forEach(literals::add);
        }

        assertThat(files().get(bundle).get("en").texts().keySet())
                .filteredOn(key -> !said(key, literals))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            answers  | heading.*           | answers.links.Answer
            answers  | asked.*             | answers.links.Answer
            answers  | effect.*            | answers.links.Answer
            answers  | button.*            | answers.links.Answer
            answers  | act.*               | answers.links.Answer
            answers  | status.*            | task.TaskStatus
            answers  | hindrance.*.text    | answers.AnswerRefusal
            cli      | level.*             | policy.NoticeLevel
            desk     | kind.*              | policy.NoticeKind
            desk     | state.*             | inbox.InboxState
            desk     | column.*            | desk.LedgerColumn
            desk     | delivery.*          | notice.NoticeState
            desk     | level.*             | policy.NoticeLevel
            desk     | refusal.state.*     | events.RefusalState
            desk     | refusals.show.*     | events.RefusalState
            desk     | rules.anchor.*      | policy.Step$Anchor
            desk     | unit.kind.*         | directory.UnitKind
            desk     | needs.*             | task.ActRule$Needs
            desk     | bulk.act.*          | jobs.BulkAct
            desk     | bulk.effect.*       | jobs.BulkAct
            desk     | bulk.field.*        | jobs.BulkField
            desk     | bulk.mistake.*      | jobs.BulkMistake
            desk     | job.item.*          | jobs.ItemState
            desk     | job.state.*         | jobs.JobState
            drill    | kind.*              | policy.NoticeKind
            drill    | short.*             | policy.NoticeKind
            drill    | level.*             | policy.NoticeLevel
            drill    | lamp.*              | plan.Lamp
            drill    | how.*               | drill.Behaviour
            drill    | facts.behaviour.*   | drill.Behaviour
            mail     | heading.*           | policy.NoticeKind
            mail     | lead.*.other        | policy.NoticeKind
            mail     | level.*             | policy.NoticeLevel
            mail     | group.*.other       | policy.NoticeLevel
            mail     | link.*              | answers.links.Answer
            standalone | kind.*           | policy.NoticeKind
            standalone | level.*          | policy.NoticeLevel
            trail    | act.*               | audit.AuditedAct
            trail    | kind.*              | audit.AuditedAct
            timeline | state.*             | notice.NoticeState
            timeline | omitted.*           | plan.Omission$Why
            """)
    void everyNameHasItsWords(String bundle, String keys, String names) throws ClassNotFoundException {
        var constants = Class.forName("org.duban." + names).getEnumConstants();

        assertThat(files().get(bundle).values())
                .allSatisfy(file -> assertThat(file.texts())
                        .containsKeys(Arrays.stream(constants)
                                .map(name -> keys.replace("*", ((Enum<?>) name).name()))
                                .toArray(String[]::new)));
    }

    @Test
    void everyReasonHasItsWords() {
        var codes = reasons().map(ReasonCode::code).toList();

        assertThat(files().get(Reason.BUNDLE).values())
                .allSatisfy(file -> assertThat(file.texts()).containsKeys(codes.toArray(String[]::new)));
    }

    private static Stream<ReasonCode> reasons() {
        return REASONS.stream().flatMap(name -> {
            try {
                return Stream.of(
                        (ReasonCode[]) Class.forName("org.duban." + name).getEnumConstants());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"en", "zh-CN", "fr"})
    void anUnknownKeyIsOurMistake(String language) {
        var words = Languages.builtIn().words("mail", Locale.forLanguageTag(language));

        assertThatThrownBy(() -> words.say("heading.CHASR"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("heading.CHASR");
        assertThatThrownBy(() -> words.date("dya", java.time.LocalDate.EPOCH))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dya");
        assertThatThrownBy(() -> Languages.builtIn().words("mial", Locale.ENGLISH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean known(String key, Set<String> keys) {
        return keys.contains(key) || keys.contains(key + ".one") || keys.contains(key + ".other");
    }

    /** As it stands, by its begin, or put together of two parts. */
    private static boolean said(String key, Set<String> literals) {
        var name = key.replaceFirst("\\.(one|other)$", "");
        if (Set.of("date.day", "date.time", "date.second").contains(key) || literals.contains(name)) {
            return true;
        }
        for (var dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (literals.contains(name.substring(0, dot + 1))
                    || literals.contains(name.substring(0, dot)) && literals.contains(name.substring(dot))
                    || name.matches("(date|page)\\..*") && literals.contains(name.substring(dot + 1))) {
                return true;
            }
        }
        return literals.contains(key) || parts(name, literals);
    }

    /** A group and a name that are put together elsewhere, such as what policies write. */
    private static boolean parts(String name, Set<String> literals) {
        var dot = name.indexOf('.');
        return dot > 0 && literals.contains(name.substring(0, dot)) && literals.contains(".");
    }

    private static Set<Integer> places(String key, String text) {
        return WordFile.isDate(key) ? Set.of() : Phrase.of(text).places();
    }

    private static Map<String, Map<String, WordFile>> files() {
        var files = new TreeMap<String, Map<String, WordFile>>();
        InputFile.filesIn("classpath:words", "properties").stream()
                .map(WordFile::trusted)
                .forEach(file -> files.computeIfAbsent(file.bundle(), any -> new TreeMap<>())
                        .put(file.suffix(), file));
        return files;
    }

    private static Stream<String> matches(Pattern pattern, int group, String text) {
        return pattern
                .matcher(text)
                .results()
                .map(match -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream();
    }

    private static String sources(String bundle) {
        var rooms = SAID_IN.getOrDefault(bundle, List.of(bundle));
        var found = new HashSet<Path>();
        for (var root : List.of("src/main/java/org/duban", "src/main/jte", "src/main/resources")) {
            rooms.stream()
                    .map(Path.of(root)::resolve)
                    .filter(Files::isDirectory)
                    .forEach(room -> {
                        try (var files = Files.walk(room)) {
                            files.filter(Files::isRegularFile)
                                    .filter(file -> !file.toString().endsWith(".ico"))
                                    .forEach(found::add);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        return found.stream().map(BundlesTests::read).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
