package org.duban.process;

/** Something that a process can be asked to do instead of serving; found through {@code META-INF/spring.factories}. */
public interface Command {

    /** Whether these arguments of the process ask for it. */
    boolean asked(String... arguments);

    /** Does it, and gives the exit code of the process. */
    int run(String... arguments);
}
