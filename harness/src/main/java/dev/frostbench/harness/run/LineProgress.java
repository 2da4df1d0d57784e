package dev.frostbench.harness.run;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.reports.TerminalText;
import dev.frostbench.suites.procedure.Evidence.Observation;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// A line a finished task, for logs and pipes.
public final class LineProgress implements Progress {

    private final PrintStream out;
    private int total;
    private int done;

    public LineProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void begins(int total, int before) {
        this.total = total;
        if (before > 0) out.println(before + " known already, " + total + " to try");
    }

    @Override
    public synchronized void finished(Entry.Finished result) {
        done++;
        Duration wall = result.evidence().observations().stream().map(Observation::wall).reduce(Duration.ZERO, Duration::plus);
        out.println(String.format(Locale.ROOT, "[%d/%d] %s #%d %s (%.2f s)%s", done, total,
                TerminalText.line(result.task()), result.sample(),
                result.grade().verdict().word(), wall.toNanos() / 1e9,
                result.evidence().trouble().map(why -> ": " + TerminalText.line(why)).orElse("")));
    }

    @Override
    public synchronized void note(String line) {
        out.println(TerminalText.line(line));
    }

    @Override
    public void close() {
        out.flush();
    }
}
