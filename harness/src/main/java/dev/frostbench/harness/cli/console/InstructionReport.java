package dev.frostbench.harness.cli.console;

import dev.frostbench.fixtures.dockerfile.build.InstructionProgress;
import dev.frostbench.harness.progress.StatusLine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Reports the build of a Dockerfile on a stream, a line for each instruction.
public final class InstructionReport implements InstructionProgress {

    /// Columns of a line if there is no terminal.
    private static final int STANDARD = 160;

    private final PrintStream out;
    private final int columns;

    /// @param width of the terminal; empty if there is none
    public InstructionReport(PrintStream out, Optional<Integer> width) {
        this.out = out;
        this.columns = width.map(given -> Math.max(20, given) - 1).orElse(STANDARD);
    }

    @Override
    public void started(int index, int count, String text) {
        say(index, count, text, "");
    }

    @Override
    public void ended(int index, int count, String text, Result result, Duration took) {
        switch (result) {
            case NOTED -> say(index, count, text, "");
            case KNOWN -> say(index, count, text, "  cached");
            case MADE -> {
                if (took.toMillis() >= 1000)
                    say(index, count, text, String.format(Locale.ROOT, "  done in %.1f s", took.toMillis() / 1e3));
            }
        }
    }

    @Override
    public void warn(String what) {
        out.println("warning: " + what);
    }

    private void say(int index, int count, String text, String end) {
        String title = "[" + (index + 1) + "/" + count + "]";
        out.println(new StatusLine(Math.max(0, columns - end.length())).text("", title + " " + text, "") + end);
    }
}
