package org.duban.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.directory.Scope;
import org.duban.events.FieldProblem;
import org.duban.events.ProposedAssignmentParser;
import org.duban.files.BadInput;
import org.duban.process.Command;
import org.duban.reasons.Wording;
import org.duban.rulebook.Planner;
import org.duban.timeline.PlanPreview;
import org.duban.timeline.PreviewBuilder;
import org.duban.timeline.PreviewResult;
import org.duban.words.Languages;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code plan}: prints who would be told what, and when, if a task were assigned. It reads files only and
 * starts no server.
 */
public final class PlanCommand implements Command {

    private static final String NAME = "plan";
    private static final String BUNDLE = "cli";
    private static final int DONE = 0;
    private static final int OUR_FAULT = 1;
    private static final int MISTAKE = 2;
    private static final int MOST_OCCURRENCES = 20;
    private static final int NARROWEST = 60;
    private static final int USUAL_WIDTH = 80;
    private static final int WIDEST = 400;

    private static final List<String> VALUED = List.of(
            "lead-unit",
            "deadline",
            "policy",
            "assisting",
            "assigned-at",
            "urgency",
            "amounts",
            "occurrences",
            "lang",
            "width");
    private static final List<String> BARE = List.of("json", "help");

    private final InstantSource clock;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    /** Prints to this process's standard output, and what is wrong to its standard error. */
    public PlanCommand() {
        this(InstantSource.system(), System.getenv(), stream(FileDescriptor.out), stream(FileDescriptor.err));
    }

    PlanCommand(InstantSource clock, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.clock = clock;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public boolean asked(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(NAME);
    }

    /** @return 0; 1 if something went wrong here; 2 if something is wrong with the command line or a file */
    @Override
    public int run(String... arguments) {
        // Libraries log what they do, and here nobody asked for it.
        LoggingSystem.get(PlanCommand.class.getClassLoader()).beforeInitialize();
        return carryOut(Arrays.asList(arguments).subList(1, arguments.length));
    }

    /** Without a locale Java takes a terminal for one of plain ASCII, while nearly all of them show UTF-8. */
    private static PrintStream stream(FileDescriptor descriptor) {
        var name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        var own = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        var charset = own.newEncoder().canEncode("督") ? own : StandardCharsets.UTF_8;
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }

    int carryOut(List<String> commandLine) {
        try {
            var arguments = Arguments.read(commandLine, VALUED, BARE);
            var languages = Languages.of(Installation.settings(arguments.settings()));
            var locale = locale(arguments, languages);
            out.print(
                    arguments.has("help")
                            ? languages.words(BUNDLE, locale).say("help")
                            : answer(arguments, languages, locale));
            return DONE;
        } catch (UsageMistake | BadInput e) {
            err.println(NAME + ": " + e.getMessage());
            return MISTAKE;
        } catch (RuntimeException e) {
            err.println(NAME + ": something went wrong here, which is our fault: " + e);
            return OUR_FAULT;
        }
    }

    private String answer(Arguments arguments, Languages languages, Locale locale) {
        var occurrences = arguments.number("occurrences", 1, MOST_OCCURRENCES).orElse(1);
        var width = arguments.number("width", NARROWEST, WIDEST).orElseGet(this::terminalWidth);
        var now = clock.instant();
        var installation = Installation.open(arguments.settings());
        var assignment = Assignment.of(arguments, installation.units());
        var preview = preview(assignment, installation, occurrences, languages, locale, now);
        return arguments.has("json")
                ? json(preview)
                : new PlanSheet(installation, languages.words(BUNDLE, locale), locale, width)
                        .of(assignment, preview, now);
    }

    private static PlanPreview preview(
            Assignment assignment,
            Installation installation,
            int occurrences,
            Languages languages,
            Locale locale,
            Instant now) {
        var planner = new Planner(installation.policies(), installation.calendars());
        var proposal = new ProposedAssignmentParser().read(assignment.json(), now);
        var question = new PreviewBuilder.Question(proposal, occurrences, locale, now);
        var previewed = new PreviewBuilder(planner, installation.policies(), languages)
                .preview(question, installation.units(), Scope.EVERYTHING);
        if (previewed instanceof PreviewResult.Refused refused) {
            throw new UsageMistake(refused.flaws().stream()
                    .map(flaw -> Assignment.asOption(FieldProblem.of(flaw, Wording.ENGLISH)))
                    .collect(Collectors.joining("\n      ")));
        }
        return ((PreviewResult.Shown) previewed).preview();
    }

    private static Locale locale(Arguments arguments, Languages languages) {
        var asked = arguments.value("lang");
        if (asked.isEmpty()) {
            return languages.preferred(Locale.getDefault().toLanguageTag());
        }
        if (!languages.names().contains(asked.get())) {
            throw new UsageMistake("--lang: \"" + asked.get() + "\" is no language of Duban; write "
                    + String.join(" or ", languages.names()));
        }
        return languages.preferred(asked.get());
    }

    private int terminalWidth() {
        var columns = environment.getOrDefault("COLUMNS", "");
        var width = columns.matches("\\d{2,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
        return Math.max(NARROWEST, Math.min(WIDEST, width));
    }

    private static String json(PlanPreview preview) {
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return json.writeValueAsString(preview) + System.lineSeparator();
    }
}
