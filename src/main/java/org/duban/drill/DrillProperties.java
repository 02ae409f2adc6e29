package org.duban.drill;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;
import org.springframework.core.env.Environment;

/**
 * What is played and how it is reported: the settings {@code duban.drill.*}.
 *
 * @param tasks the CSV of tasks ({@code tasks})
 * @param events the CSV of what happens to them ({@code events})
 * @param demo whether the list is the demo campaign
 * @param from when it starts ({@code from}); empty for today
 * @param until when it ends at the latest ({@code until}); empty for a year after the start
 * @param report path and begin of the name of the files that it leaves ({@code report})
 * @param behaviour what units do of their own accord ({@code behaviour})
 * @param seed the same seed gives the same acts ({@code seed})
 * @param policy the policy that all tasks follow, instead of their own ({@code policy})
 * @param lang the language of the report ({@code --lang})
 */
record DrillProperties(
        InputFile tasks,
        Optional<InputFile> events,
        boolean demo,
        Optional<ListedTime> from,
        Optional<ListedTime> until,
        Path report,
        Behaviour behaviour,
        long seed,
        Optional<String> policy,
        Locale lang) {

    static final String PREFIX = "duban.drill";

    private static final List<String> NAMES =
            List.of("tasks", "events", "from", "until", "report", "behaviour", "seed", "policy");
    private static final String DEMO = "classpath:demo/";

    /**
     * Reads the settings.
     *
     * @throws BadInput with everything that is wrong with them
     */
    static DrillProperties of(Environment environment) {
        var mistakes = new Mistakes();
        var settings = new Reading(environment);
        var from = mistakes.reading(() -> settings.time("from"));
        var until = mistakes.reading(() -> settings.time("until"));
        var report = mistakes.reading(settings::report);
        var behaviour = mistakes.reading(settings::behaviour);
        var seed = mistakes.reading(settings::seed);
        mistakes.throwIfAny();
        var tasks = settings.text("tasks").or(() -> text(environment, PREFIX));
        var demo = tasks.isEmpty();
        return new DrillProperties(
                InputFile.of(tasks.orElse(DEMO + "tasks.csv")),
                settings.text("events")
                        .or(() -> demo ? Optional.of(DEMO + "events.csv") : Optional.empty())
                        .map(InputFile::of),
                demo,
                from.orElseThrow(),
                until.orElseThrow(),
                report.orElseThrow(),
                behaviour.orElseThrow(),
                seed.orElseThrow(),
                // The tasks of the demo that are due within seconds follow a policy that only the demo has.
                settings.text("policy").or(() -> demo ? Optional.of("standard") : Optional.empty()),
                lang(environment));
    }

    /**
     * Sees to it that the arguments of a command name no setting that there is not.
     *
     * @throws BadInput with each that they do
     */
    static void check(String... arguments) {
        var mistakes = new Mistakes();
        for (var argument : arguments) {
            var name = argument.replaceFirst("=.*", "");
            var setting = name.startsWith("--" + PREFIX + ".") ? name.substring(PREFIX.length() + 3) : "tasks";
            if (!NAMES.contains(setting)) {
                mistakes.add(mistake(
                        name.substring(2),
                        "there is no such setting",
                        new NameSuggestions(NAMES).cureFor(setting).english()));
            }
        }
        mistakes.throwIfAny();
    }

    /** The instant after which nothing is played any more. */
    Instant end(ListedTime.Frame frame) {
        var start = frame.start().atZone(frame.zone());
        return until.map(when -> endOf(when, frame))
                .orElseGet(() -> start.plusYears(1).toInstant());
    }

    private static Instant endOf(ListedTime when, ListedTime.Frame frame) {
        if (when instanceof ListedTime.Day day) {
            return day.day().plusDays(1).atStartOfDay(frame.zone()).toInstant().minusNanos(1);
        }
        return when.instant(frame);
    }

    static Locale lang(Environment environment) {
        var named = environment.getProperty("lang");
        return named == null ? Locale.getDefault() : Locale.forLanguageTag(named);
    }

    private static Optional<String> text(Environment environment, String property) {
        return Optional.ofNullable(environment.getProperty(property))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static BadInput.Mistake mistake(String property, String problem, String cure) {
        return new BadInput.Mistake(property, 0, "", problem, cure);
    }

    private record Reading(Environment environment) {

        Optional<String> text(String name) {
            return DrillProperties.text(environment, PREFIX + "." + name);
        }

        Optional<ListedTime> time(String name) {
            return text(name).map(text -> parsed(name, text, ListedTime.CURE, ListedTime::parse));
        }

        Path report() {
            var text = text("report").orElse("drill-report").replaceFirst("\\.html?$", "");
            return parsed("report", text, "write a path like reports/autumn", Path::of);
        }

        Behaviour behaviour() {
            var names = Arrays.stream(Behaviour.values())
                    .map(behaviour -> behaviour.name().toLowerCase(Locale.ROOT))
                    .toList();
            var text = text("behaviour").orElse(names.get(0));
            return parsed(
                    "behaviour",
                    text,
                    new NameSuggestions(names).cureFor(text).english(),
                    name -> Behaviour.valueOf(name.toUpperCase(Locale.ROOT)));
        }

        long seed() {
            return parsed("seed", text("seed").orElse("1"), "write a whole number like 1", Long::parseLong);
        }

        private <T> T parsed(String name, String text, String cure, Function<String, T> parse) {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new BadInput(mistake(PREFIX + "." + name, "\"" + text + "\" cannot be read", cure));
            }
        }
    }
}
