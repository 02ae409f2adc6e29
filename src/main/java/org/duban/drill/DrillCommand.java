package org.duban.drill;

import java.time.InstantSource;
import java.util.Arrays;
import org.duban.process.Command;

/** The command {@code drill}: plays a list of tasks and reports who would be told what and when. */
public final class DrillCommand implements Command {

    private static final String NAME = "drill";
    private static final String SETTING = "--" + DrillProperties.PREFIX;

    @Override
    public boolean asked(String... arguments) {
        return Arrays.stream(arguments)
                .anyMatch(argument -> argument.equals(NAME)
                        || argument.equals(SETTING)
                        || argument.startsWith(SETTING + "=")
                        || argument.startsWith(SETTING + "."));
    }

    @Override
    public int run(String... arguments) {
        var today = InstantSource.system().instant();
        return new DrillRun(new ScratchDatabase(), today, System.out, System.err, arguments).run();
    }
}
