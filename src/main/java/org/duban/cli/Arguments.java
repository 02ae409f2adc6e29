package org.duban.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duban.files.NameSuggestions;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParseResult;

/**
 * What stands on the command line behind the command's name: {@code --name=value}, {@code --name value} or a bare
 * {@code --name}. Names with a dot are Duban's settings and are left to them.
 */
record Arguments(ParseResult parsed, List<String> settings) {

    Arguments {
        settings = List.copyOf(settings);
    }

    /**
     * @param valued options that need a value
     * @param bare options that have none
     * @throws UsageMistake naming the first argument that is no such option
     */
    static Arguments read(List<String> arguments, List<String> valued, List<String> bare) {
        var command = CommandSpec.create();
        valued.forEach(option -> command.addOption(
                OptionSpec.builder("--" + option).type(String.class).build()));
        bare.forEach(option -> command.addOption(
                OptionSpec.builder("--" + option).arity("0").type(boolean.class).build()));
        command.parser().expandAtFiles(false);
        try {
            var parsed = new CommandLine(command)
                    .setUnmatchedArgumentsAllowed(true)
                    .parseArgs(arguments.toArray(String[]::new));
            parsed.unmatched()
                    .forEach(argument ->
                            checkSetting(argument, command.optionsMap().keySet()));
            return new Arguments(parsed, parsed.unmatched());
        } catch (OverwrittenOptionException e) {
            throw new UsageMistake(name(e.getOverwritten()) + " stands there twice; keep one of them");
        } catch (MissingParameterException e) {
            var name = name(e.getMissing().get(0));
            throw new UsageMistake(name + " has no value; write " + name + "=VALUE");
        } catch (MaxValuesExceededException e) {
            throw new UsageMistake(bare.stream()
                    .map(option -> "--" + option)
                    .filter(name -> arguments.stream().anyMatch(argument -> argument.startsWith(name + "=")))
                    .map(name -> name + " has a value, and needs none; write " + name)
                    .findFirst()
                    .orElseThrow(() -> e));
        }
    }

    private static String name(ArgSpec option) {
        return ((OptionSpec) option).longestName();
    }

    private static void checkSetting(String argument, Set<String> options) {
        var name = argument.split("=", 2)[0];
        if (!name.startsWith("--")) {
            throw new UsageMistake("\"" + argument + "\" is no option; write options like --deadline=2026-12-31");
        }
        if (!name.contains(".")) {
            throw new UsageMistake("there is no option " + name + "; "
                    + new NameSuggestions(options).cureFor(name).english());
        }
    }

    boolean has(String option) {
        return parsed.hasMatchedOption("--" + option);
    }

    Optional<String> value(String option) {
        return Optional.<String>ofNullable(parsed.matchedOptionValue("--" + option, null))
                .map(String::strip);
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
