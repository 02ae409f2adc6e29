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
import org.duban.reasons.Reason;
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
            throw error(FileReason.YAML_TAG.with(node.getTag().getValue()));
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
                throw wrong(file, 0, FileReason.YAML_EMPTY.with());
            }
            return new YamlNode(file, "", root);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw wrong(file, mark == null ? 0 : mark.getLine() + 1, FileReason.NO_YAML.with(oneLine(e.getProblem())));
        } catch (ReaderException e) {
            var line = 1
                    + text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw wrong(file, line, FileReason.YAML_CHARACTER.with());
        } catch (YAMLException e) {
            throw wrong(file, 0, FileReason.NO_YAML_TOO_MUCH.with(oneLine(e.getMessage())));
        }
    }

    /**
     * The fields of a map, in the order of the file.
     *
     * @throws BadInput if this is no map, or a field stands there twice
     */
    public Map<String, YamlNode> fields() {
        if (!(node instanceof MappingNode map)) {
            throw error(FileReason.YAML_NO_FIELDS.with(said()));
        }
        var fields = new LinkedHashMap<String, YamlNode>();
        for (var entry : map.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw at(entry.getKeyNode(), path).error(FileReason.YAML_NO_NAME.with());
            }
            var name = key.getValue();
            var there = path.isEmpty() ? name : path + "." + name;
            var value = new YamlNode(file, there, lineOf(key, entry.getValueNode()));
            if (fields.putIfAbsent(name, value) != null) {
                throw at(key, there).error(FileReason.YAML_TWICE.with(name));
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
                mistakes.add(field.mistake(FileReason.YAML_NO_FIELD.with(name, known.cureFor(name))));
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
            throw error(FileReason.YAML_MISSING.with(name));
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
            throw error(FileReason.YAML_NO_LIST.with(said()));
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
            throw error(FileReason.YAML_NO_VALUE.with(said()));
        }
        var text = Blank.strip(scalar.getValue());
        if (text.isEmpty() || (scalar.isPlain() && Tag.NULL.equals(scalar.getTag()))) {
            throw error(FileReason.YAML_EMPTY_VALUE.with());
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
        throw error(FileReason.YAML_NO_NUMBER.with(said(), String.valueOf(least), String.valueOf(most)));
    }

    /** @throws BadInput if this is neither {@code true} nor {@code false} */
    public boolean bool() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error(FileReason.YAML_NO_BOOLEAN.with(said()));
        };
    }

    /** @throws BadInput if this is no day of the calendar, written {@code 2026-12-31} */
    public LocalDate date() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeException e) {
            throw error(FileReason.YAML_NO_DATE.with(said()));
        }
    }

    /** @throws BadInput if this is no time of day, written {@code 09:30} */
    public LocalTime time() {
        try {
            return LocalTime.parse(text());
        } catch (DateTimeException e) {
            throw error(FileReason.YAML_NO_TIME.with(said()));
        }
    }

    /** What to throw when this place says something wrong. */
    public BadInput error(Reason why) {
        return new BadInput(mistake(why));
    }

    public BadInput.Mistake mistake(Reason why) {
        return new BadInput.Mistake(file.name(), line(), path, why);
    }

    /** What stands here, for the words of a mistake: a value in quotes, or "a list" and the like. */
    public Reason said() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty()
                    ? FileReason.YAML_NOTHING.with()
                    : FileReason.YAML_VALUE.with(oneLine(scalar.getValue()));
        }
        return (node instanceof SequenceNode ? FileReason.YAML_LIST : FileReason.YAML_MAP).with();
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

    private static BadInput wrong(InputFile file, long line, Reason why) {
        return new BadInput(new BadInput.Mistake(file.name(), line, "", why));
    }

    private static String oneLine(@Nullable String text) {
        var line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > 100 ? line.substring(0, 100) + "…" : line;
    }
}
