package org.duban;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That docs/decisions can be read as a whole: no number is missing, and what supersedes is said on both sides. */
class DecisionRecordsTests {

    private static final Path FOLDER = Path.of("docs/decisions");
    private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
    private static final Pattern STATUS = Pattern.compile(
            "# (\\d+)\\. [^\n]+\n\nStatus: accepted, \\d{4}-\\d\\d-\\d\\d(?<others>[^#]*)\n## Context\n.*",
            Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    private final Map<Integer, Path> records = records();

    @Test
    void leaveNoNumberOut() {
        assertThat(records.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, records.size()).boxed().toList());
    }

    @Test
    void beginWithNumberStatusAndDate() {
        records.forEach((number, file) -> assertThat(text(file))
                .as("%s: \"# %s. Title\", then \"Status: accepted, yyyy-mm-dd\", then \"## Context\"", file, number)
                .matches(STATUS)
                .startsWith("# " + number + ". "));
    }

    @Test
    void nameEachOtherInTheirStatus() {
        var named = records.keySet().stream().collect(Collectors.toMap(number -> number, this::namedInStatus));

        named.forEach((number, others) -> others.forEach(other -> assertThat(named.get(other))
                .as("the status of decision %s names %s, so that of %s names %s", number, other, other, number)
                .contains(number)));
    }

    @Test
    void areInTheIndex() {
        var index = text(FOLDER.resolve("README.md"));

        records.forEach((number, file) ->
                assertThat(index).contains("| " + number + " | [" + title(file) + "](" + file.getFileName() + ") |"));
    }

    @Test
    void linkToWhatIsThere() {
        records.values()
                .forEach(file -> links(text(file))
                        .forEach(link -> assertThat(FOLDER.resolve(link))
                                .as("%s links to %s", file, link)
                                .exists()));
    }

    private Set<Integer> namedInStatus(int number) {
        var status = STATUS.matcher(text(records.get(number)));
        return status.matches()
                ? links(status.group("others")).stream()
                        .map(link -> Integer.valueOf(link.substring(0, 4)))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static List<String> links(String text) {
        return LINK.matcher(text).results().map(link -> link.group(1)).toList();
    }

    private static String title(Path file) {
        return text(file).lines().findFirst().orElseThrow().replaceFirst("# \\d+\\. ", "");
    }

    private static Map<Integer, Path> records() {
        try (var files = Files.list(FOLDER)) {
            return files.filter(
                            file -> FILE.matcher(file.getFileName().toString()).matches())
                    .collect(Collectors.toMap(
                            file -> Integer.valueOf(
                                    file.getFileName().toString().substring(0, 4)),
                            file -> file,
                            (one, other) -> {
                                throw new AssertionError(one + " and " + other + " have one number");
                            },
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
