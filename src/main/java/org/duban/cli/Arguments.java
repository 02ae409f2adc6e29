package org.duban.cli;

import java.util.ArrayList;
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
        for (var next = 0; next < arguments.size(); next++) {
            var argument = arguments.get(next);
            var equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (!name.startsWith("--")) {
                throw new UsageMistake("\"" + argument + "\" is no option; write options like --deadline=2026-12-31");
            }
            if (name.contains(".")) {
                settings.add(argument);
                continue;
            }
            check(name, valued, bare);
            var hasValue = valued.contains(name.substring(2));
            if (!hasValue && equals >= 0) {
                throw new UsageMistake(name + " takes no value; write it bare");
            }
            if (hasValue && equals < 0 && next + 1 == arguments.size()) {
                throw new UsageMistake(name + " has no value; write " + name + "=…");
            }
            var value = !hasValue ? "" : equals < 0 ? arguments.get(++next) : argument.substring(equals + 1);
            if (options.put(name.substring(2), value) != null) {
                throw new UsageMistake(name + " stands there twice; keep one of them");
            }
        }
        return new Arguments(options, settings);
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
}
