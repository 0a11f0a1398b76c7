package dev.likeness.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a program of the tests' class path, in a process of its own that is to be stopped or killed soon: it
 * is started as cheaply as Java can be, because starting is most of what it does.
 */
public final class ChildJava {
    private ChildJava() {}

    /**
     * @param options of Java, besides the cheap ones
     */
    public static List<String> command(List<String> options, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
