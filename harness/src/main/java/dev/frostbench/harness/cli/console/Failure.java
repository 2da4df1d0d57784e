package dev.frostbench.harness.cli.console;

import dev.frostbench.documents.BadInput;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Reports why a command failed and chooses the exit code: the user's input, the machine, or this program.
public final class Failure implements IExecutionExceptionHandler {

    private final Settings settings;

    public Failure(Settings settings) {
        this.settings = settings;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        int code = switch (failure) {
            case BadInput bad -> told(bad, err);
            case StandardOutput.OutputLost _ -> ExitCode.DONE; // reported at the end, where its code is chosen
            case UncheckedIOException world -> world(line, world.getCause());
            case IOException world -> world(line, world);
            case InterruptedException _ -> ExitCode.INTERRUPTED;
            default -> bug(err, failure);
        };
        err.flush();
        return ExitCode.isTheCommands(line.getCommandName()) ? ExitCode.NOT_THE_COMMAND : code;
    }

    /// Reports what is wrong with an input.
    ///
    /// @return the exit code
    public static int told(BadInput bad, PrintWriter err) {
        bad.problems().forEach(problem -> err.println(TerminalText.clean(problem.toString())));
        return ExitCode.BAD_INPUT;
    }

    private int world(CommandLine line, IOException failure) {
        PrintWriter err = line.getErr();
        boolean resumable = line.getCommandSpec().optionsMap().containsKey("--resume");
        err.println("frostbench: " + described(failure) + (isFull(failure) ? "; make room and try again"
                + (resumable ? ": what is finished is kept, --resume goes on" : "") : ""));
        if (settings.trace() || isVerbose(line)) failure.printStackTrace(err);
        return ExitCode.MACHINE;
    }

    private static boolean isVerbose(CommandLine line) {
        var verbose = line.getCommandSpec().optionsMap().get("--verbose");
        return verbose != null && Boolean.TRUE.equals(verbose.getValue());
    }

    /// A file system's exception has only the path as its message.
    private static String described(IOException failure) {
        String kind = switch (failure) {
            case NoSuchFileException _ -> ": no such file";
            case AccessDeniedException _ -> ": not allowed; check the permissions";
            case FileAlreadyExistsException _ -> ": is there already";
            case NotDirectoryException _ -> ": is no folder";
            case DirectoryNotEmptyException _ -> ": is a folder that holds something";
            default -> "";
        };
        String message = failure.getMessage() == null ? "reading or writing failed, and the system does not say why"
                : failure.getMessage();
        return TerminalText.clean(message) + kind;
    }

    private static boolean isFull(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("No space left on device") || message.contains("ENOSPC")
                || message.contains("Disk quota exceeded");
    }

    private static int bug(PrintWriter err, Exception failure) {
        err.println("frostbench: a mistake in Frostbench itself; please report it with what follows");
        failure.printStackTrace(err);
        return ExitCode.INTERNAL;
    }
}
