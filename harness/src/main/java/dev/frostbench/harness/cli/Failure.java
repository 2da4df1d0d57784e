package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.reports.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
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
                bad.problems().forEach(problem -> err.println(TerminalText.clean(problem.toString())));
                yield ExitCode.BAD_INPUT;
            }
            case UncheckedIOException world -> world(err, world.getCause());
            case IOException world -> world(err, world);
            case InterruptedException _ -> ExitCode.INTERRUPTED;
            default -> bug(err, failure);
        };
        err.flush();
        return ExitCode.isTheCommands(line.getCommandName()) ? ExitCode.NOT_THE_COMMAND : code;
    }

    private static int world(PrintWriter err, IOException failure) {
        err.println("frostbench: " + described(failure));
        if (System.getenv("FROSTBENCH_TRACE") != null) failure.printStackTrace(err);
        return ExitCode.MACHINE;
    }

    /// A file system's exceptions have the path alone as their message.
    private static String described(IOException failure) {
        String kind = switch (failure) {
            case NoSuchFileException _ -> ": no such file";
            case AccessDeniedException _ -> ": not allowed; check the permissions";
            case FileAlreadyExistsException _ -> ": is there already";
            default -> "";
        };
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        boolean full = message.contains("No space left on device") || message.contains("ENOSPC") || message.contains("Disk quota exceeded");
        return TerminalText.clean(message) + kind + (full ? "; make room and try again: what is finished is kept, --resume goes on" : "");
    }

    private static int bug(PrintWriter err, Exception failure) {
        err.println("frostbench: a mistake in Frostbench itself; please report it with what follows");
        failure.printStackTrace(err);
        return ExitCode.INTERNAL;
    }
}
