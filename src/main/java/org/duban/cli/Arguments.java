package org.duban.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.files.KnownNames;

/**
 * What stands on the command line behind the command's name: {@code --name=value}, {@code --name value} or a bare
 * {@code --name}. Names with a dot are Duban's settings and are left to them.
 */
record Arguments(Map<String, String> options, List<String> settings) {

    Arguments {
        options = Map.copyOf(options);
        settings = List.copyOf(settings);
    }

    /**
     * @param valued options that need a value
     * @param bare options that have none
     * @throws UsageMistake naming the first argument that is no such option
     */
    static Arguments read(List<String> arguments, List<String> valued, List<String> bare) {
        var options = new LinkedHashMap<String, String>();
        var settings = new ArrayList<String>();
        var left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            var argument = left.pop();
            var name = argument.split("=", 2)[0];
            if (!name.startsWith("--")) {
                throw new UsageMistake("\"" + argument + "\" is no option; write options like --deadline=2026-12-31");
            }
            if (name.contains(".")) {
                settings.add(argument);
                continue;
            }
            check(name, valued, bare);
            var value = valued.contains(name.substring(2)) ? value(argument, left) : none(argument);
            if (options.put(name.substring(2), value) != null) {
                throw new UsageMistake(name + " stands there twice; keep one of them");
            }
        }
        return new Arguments(options, settings);
    }

    private static String value(String argument, Deque<String> left) {
        var equals = argument.indexOf('=');
        if (equals < 0 && left.isEmpty()) {
            throw new UsageMistake(argument + " has no value; write " + argument + "=VALUE");
        }
        return equals < 0 ? left.pop() : argument.substring(equals + 1);
    }

    private static String none(String argument) {
        var name = argument.split("=", 2)[0];
        if (!argument.equals(name)) {
            throw new UsageMistake(name + " has a value, and needs none; write " + name);
        }
        return "";
    }

    private static void check(String name, List<String> valued, List<String> bare) {
        var known = new ArrayList<String>();
        valued.forEach(option -> known.add("--" + option));
        bare.forEach(option -> known.add("--" + option));
        if (!known.contains(name)) {
            throw new UsageMistake("there is no option " + name + "; " + new KnownNames(known).cureFor(name));
        }
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option)).map(String::strip);
    }

    /** @throws UsageMistake if the option is given and no whole number from least to most */
    Optional<Integer> number(String option, int least, int most) {
        return value(option).map(text -> {
            var number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
            if (number < least || number > most) {
                throw new UsageMistake("--" + option + ": \"" + text + "\" is no number from " + least + " to " + most
                        + "; write such a number");
            }
            return number;
        });
    }
}
