package org.duban.files;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A place in a YAML file that knows its file, line and path. Reading it as what it is not ends in {@link BadInput}. Words
 * that YAML 1.1 takes for something else ({@code on}, {@code 09:30}) stay as they were written. No object is ever made
 * from a tag.
 */
public final class YamlNode {

    private static final int DEEPEST = 20;
    private static final int MOST_ALIASES = 50;

    private final InputFile file;
    private final String path;
    private final Node node;

    private YamlNode(InputFile file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!node.getTag().startsWith(Tag.PREFIX)) {
            throw error("the tag \"" + node.getTag() + "\" is not allowed", "take it away");
        }
    }

    /**
     * The one document of a YAML file.
     *
     * @throws BadInput if it cannot be read, is not YAML, or is empty
     */
    public static YamlNode read(InputFile file) {
        var text = file.text();
        try {
            var root = yaml().compose(new StringReader(text));
            if (root == null) {
                throw wrong(file, 0, "the file is empty", "write what it is there for, or take it away");
            }
            return new YamlNode(file, "", root);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw wrong(
                    file,
                    mark == null ? 0 : mark.getLine() + 1,
                    "this is not YAML: " + oneLine(e.getProblem()),
                    "look for a missing colon, quote, bracket or indent here or in the line before");
        } catch (ReaderException e) {
            var line = 1
                    + text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw wrong(file, line, "a character that YAML does not allow", "take it away");
        } catch (YAMLException e) {
            throw wrong(file, 0, "this is not YAML: " + oneLine(e.getMessage()), "write it more simply");
        }
    }

    /**
     * The fields of a map, in the order of the file.
     *
     * @throws BadInput if this is no map, or a field stands there twice
     */
    public Map<String, YamlNode> fields() {
        if (!(node instanceof MappingNode map)) {
            throw error("here stands " + shown(), "write fields, each like \"name: value\"");
        }
        var fields = new LinkedHashMap<String, YamlNode>();
        for (var entry : map.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw at(entry.getKeyNode(), path).error("the name of a field is no word", "write \"name: value\"");
            }
            var name = key.getValue();
            var there = path.isEmpty() ? name : path + "." + name;
            var value = new YamlNode(file, there, lineOf(key, entry.getValueNode()));
            if (fields.putIfAbsent(name, value) != null) {
                throw at(key, there).error("\"" + name + "\" stands here twice", "keep one of them");
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    /**
     * Sees to it that no field has another name than these.
     *
     * @throws BadInput with every field that has, the nearest allowed name and all of them
     */
    public void allow(Collection<String> names) {
        var mistakes = new Mistakes();
        var known = new NameSuggestions(names);
        fields().forEach((name, field) -> {
            if (!names.contains(name)) {
                mistakes.add(field.mistake("there is no field \"" + name + "\" here", known.cureFor(name)));
            }
        });
        mistakes.throwIfAny();
    }

    /** The field of this name; empty where it is missing. */
    public Optional<YamlNode> optional(String name) {
        return Optional.ofNullable(fields().get(name));
    }

    /** @throws BadInput if there is no field of this name */
    public YamlNode required(String name) {
        var field = fields().get(name);
        if (field == null) {
            throw error("the field \"" + name + "\" is missing", "add it");
        }
        return field;
    }

    /**
     * The items of a list.
     *
     * @throws BadInput if this is no list
     */
    public List<YamlNode> items() {
        if (!(node instanceof SequenceNode list)) {
            throw error("here stands " + shown(), "write a list like [one, two]");
        }
        var items = new ArrayList<YamlNode>();
        for (var item : list.getValue()) {
            items.add(at(item, path + "[" + items.size() + "]"));
        }
        return items;
    }

    public boolean isText() {
        return node instanceof ScalarNode;
    }

    /** @throws BadInput if this is no single value, or an empty one */
    public String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw error("here stands " + shown(), "write a single value");
        }
        var text = Blank.strip(scalar.getValue());
        if (text.isEmpty() || (scalar.isPlain() && Tag.NULL.equals(scalar.getTag()))) {
            throw error("the value is empty", "write one, or take the field away");
        }
        return text;
    }

    /** @throws BadInput if this is no whole number from least to most */
    public int integer(int least, int most) {
        try {
            var number = Integer.parseInt(text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw error(shown() + " is no number from " + least + " to " + most, "write such a number");
    }

    /** @throws BadInput if this is neither {@code true} nor {@code false} */
    public boolean bool() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error(shown() + " is neither true nor false", "write true or false");
        };
    }

    /** @throws BadInput if this is no day of the calendar, written {@code 2026-12-31} */
    public LocalDate date() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeException e) {
            throw error(shown() + " is no date", "write a day that exists, like 2026-12-31");
        }
    }

    /** @throws BadInput if this is no time of day, written {@code 09:30} */
    public LocalTime time() {
        try {
            return LocalTime.parse(text());
        } catch (DateTimeException e) {
            throw error(shown() + " is no time of day", "write one like \"09:30\"");
        }
    }

    /** What to throw when this place says something wrong. */
    public BadInput error(String problem, Object cure) {
        return new BadInput(mistake(problem, cure));
    }

    public BadInput.Mistake mistake(String problem, Object cure) {
        return new BadInput.Mistake(file.name(), line(), path, problem, cure);
    }

    /** What stands here, for the words of a mistake: a value in quotes, or "a list" and the like. */
    public String shown() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "nothing" : "\"" + oneLine(scalar.getValue()) + "\"";
        }
        return node instanceof SequenceNode ? "a list" : "a map of fields";
    }

    private long line() {
        var mark = node.getStartMark();
        return mark == null ? 0 : mark.getLine() + 1L;
    }

    private YamlNode at(Node other, String there) {
        return new YamlNode(file, there, other);
    }

    /** An empty value has no line of its own that an author would look at: the name's is used. */
    private static Node lineOf(ScalarNode key, Node value) {
        return value instanceof ScalarNode scalar && scalar.getValue().isEmpty() && scalar.isPlain()
                ? new ScalarNode(value.getTag(), "", key.getStartMark(), key.getEndMark(), scalar.getScalarStyle())
                : value;
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setProcessComments(false);
        var dumping = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options);
    }

    private static BadInput wrong(InputFile file, long line, String problem, Object cure) {
        return new BadInput(new BadInput.Mistake(file.name(), line, "", problem, cure));
    }

    private static String oneLine(@Nullable String text) {
        var line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > 100 ? line.substring(0, 100) + "…" : line;
    }
}
