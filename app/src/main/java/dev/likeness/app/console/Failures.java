package dev.likeness.app.console;

import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.Cancelled;
import dev.likeness.core.PortraitException.EngineFailure;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitException.LimitReached;
import dev.likeness.core.PortraitException.Refused;
import dev.likeness.core.PortraitException.Unavailable;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitException.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns whatever goes wrong into one line on standard error and an exit code that a script can branch on. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    public static final int OTHER = 1;
    static final int WRONG_ORDER = 2;
    public static final int UNUSABLE_PHOTO = 3;
    static final int REFUSED = 4;
    static final int ENGINE_FAILED = 5;
    /** Of several photos. */
    public static final int SOME_FAILED = 6;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int exitCode = report(err, failure);
        if (Optional.ofNullable(System.getenv("LIKENESS_DEBUG")).filter(value -> !value.equals("0")).isPresent()) {
            failure.printStackTrace(err);
        }
        return exitCode;
    }

    /**
     * Prints what went wrong before there was a command.
     *
     * @return the exit code
     */
    public static int report(PrintWriter err, Exception failure) {
        Failure told = failure(failure);
        print(err, told.message(), told.code());
        return told.exitCode();
    }

    /**
     * What went wrong.
     *
     * @param message one line, for people
     * @param code    for scripts
     */
    public record Failure(String message, String code, int exitCode) {}

    /** What a script and a person are told of this. */
    public static Failure failure(Exception failure) {
        return switch (failure) {
            case PortraitException known -> told(known.getMessage(), known.code().wireName(), exitCode(known));
            case IllegalArgumentException wrong -> told(message(wrong), "malformed_request", WRONG_ORDER);
            case UncheckedIOException file ->
                told(Optional.ofNullable(file.getCause()).map(Failures::message).orElse("a file failed"), "file",
                        OTHER);
            case IOException file -> told(message(file), "file", OTHER);
            default -> told(message(failure), "internal", OTHER);
        };
    }

    private static Failure told(String message, String code, int exitCode) {
        return new Failure(message.strip().replaceAll("\\s*\\R\\s*", " "), code, exitCode);
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        print(command.getErr(), message(wrong) + " (see " + command.getCommandSpec().qualifiedName() + " --help)",
                "usage");
        return WRONG_ORDER;
    }

    private static int exitCode(PortraitException failure) {
        return switch (failure) {
            case InvalidRequest wrong -> WRONG_ORDER;
            case UnusablePhoto photo -> UNUSABLE_PHOTO;
            case Refused refused -> REFUSED;
            case LimitReached limit -> REFUSED;
            case EngineFailure engine -> ENGINE_FAILED;
            case Upstream upstream -> ENGINE_FAILED;
            case Cancelled cancelled -> OTHER;
            case Unavailable unavailable -> OTHER;
        };
    }

    private static String message(Exception failure) {
        String message = Optional.ofNullable(failure.getMessage()).filter(text -> !text.isBlank()).orElse("");
        return message.isEmpty() ? failure.getClass().getSimpleName() : message;
    }

    private static void print(PrintWriter err, String message, String code) {
        err.println("likeness: " + message.strip().replaceAll("\\s*\\R\\s*", " ") + " [" + code + "]");
    }
}
