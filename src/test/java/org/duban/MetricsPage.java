package org.duban;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics of docs/observability.md, and those that a scrape shows, in the same words: name, then type and labels. */
public final class MetricsPage {

    private static final Path PAGE = Path.of("docs/observability.md");
    private static final Pattern ROW = Pattern.compile("\\| `(duban_\\w+)` \\| (\\w+) \\| ([\\w, ]*)\\|.*");
    private static final Pattern TYPE = Pattern.compile("# TYPE (duban_\\w+) (\\w+)");
    private static final Pattern SAMPLE = Pattern.compile("(duban_\\w+?)(_bucket|_count|_sum)?(\\{(.*)})? \\S+");

    private MetricsPage() {}

    /** Every metric of the page by name. */
    public static Map<String, String> documented() {
        var metrics = new TreeMap<String, String>();
        for (var line : read(PAGE).split("\n")) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                metrics.put(row.group(1), said(row.group(2), row.group(3)));
            }
        }
        return metrics;
    }

    /** Every metric of Duban's own that a scrape shows; the maximum that comes with a timer is not one by itself. */
    public static Map<String, String> shown(String scrape) {
        var types = new TreeMap<String, String>();
        var labels = new TreeMap<String, TreeSet<String>>();
        scrape.lines().forEach(line -> {
            var type = TYPE.matcher(line);
            var sample = SAMPLE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                labels.computeIfAbsent(sample.group(1), any -> new TreeSet<>()).addAll(keys(sample.group(4)));
            }
        });
        var shown = new TreeMap<String, String>();
        types.forEach((name, type) ->
                shown.put(name, said(type, String.join(",", labels.getOrDefault(name, new TreeSet<>())))));
        shown.keySet().removeIf(name -> name.endsWith("_max") && types.containsKey(name.replaceAll("_max$", "")));
        return shown;
    }

    private static TreeSet<String> keys(String labels) {
        var keys = new TreeSet<String>();
        if (labels != null) {
            Pattern.compile("(\\w+)=\"").matcher(labels).results().forEach(label -> keys.add(label.group(1)));
        }
        keys.remove("le");
        return keys;
    }

    private static String said(String type, String labels) {
        var sorted = Arrays.stream(labels.split(","))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .sorted()
                .collect(Collectors.joining(", "));
        return sorted.isEmpty() ? type : type + " by " + sorted;
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
