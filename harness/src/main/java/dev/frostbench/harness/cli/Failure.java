package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says why a command failed, and chooses the exit code: the user's input, the machine, or this program.
final class Failure implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        int code = switch (failure) {
            case BadInput bad -> {
                bad.problems().forEach(problem -> err.println(problem));
                yield ExitCode.BAD_INPUT;
            }
            case UncheckedIOException world -> world(err, world.getCause());
            case IOException world -> world(err, world);
            case InterruptedException _ -> ExitCode.INTERRUPTED;
            default -> bug(err, failure);
        };
        err.flush();
        return Set.of("exec", "shell").contains(line.getCommandName()) ? ExitCode.NOT_THE_COMMAND : code;
    }

    private static int world(PrintWriter err, IOException failure) {
        err.println("frostbench: " + described(failure));
        if (System.getenv("FROSTBENCH_TRACE") != null) failure.printStackTrace(err);
        return ExitCode.MACHINE;
    }

    /// A file system's exceptions have the path alone as their message.
    private static String described(IOException failure) {
        String kind = switch (failure) {
            case java.nio.file.NoSuchFileException _ -> ": no such file";
            case java.nio.file.AccessDeniedException _ -> ": not allowed";
            case java.nio.file.FileAlreadyExistsException _ -> ": is there already";
            case FileSystemException _ -> "";
            default -> "";
        };
        return (failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage()) + kind;
    }

    private static int bug(PrintWriter err, Exception failure) {
        err.println("frostbench: a mistake in Frostbench itself; please report it with what follows");
        failure.printStackTrace(err);
        return ExitCode.INTERNAL;
    }
}
