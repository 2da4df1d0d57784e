package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.execute.Progress;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.harness.progress.Ticker;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.procedure.Evidence.Observation;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Progress in lines, for logs and pipes, at a readable pace: one line for each finished sample if there are few,
/// otherwise one every ten seconds. After thirty seconds without a line, it prints what is running.
public final class LineProgress implements Progress {

    /// Up to so many samples get a line each.
    private static final int FEW = 100;
    private static final long BETWEEN = Duration.ofSeconds(10).toNanos();
    private static final long SILENCE = Duration.ofSeconds(30).toNanos();
    private static final int TICK_MILLIS = 1000;
    private static final int COLUMNS = 160;

    private final PrintStream out;
    private final boolean verbose;
    private final LongSupplier nanos;
    private final RunState state;
    private final Notes notes;
    private final Ticker ticker;
    private long said;

    /// @param verbose whether each sample gets a line, with the reason of its verdict
    public LineProgress(PrintStream out, int workers, boolean verbose) {
        this(out, workers, verbose, System::nanoTime);
    }

    LineProgress(PrintStream out, int workers, boolean verbose, LongSupplier nanos) {
        this.out = out;
        this.verbose = verbose;
        this.nanos = nanos;
        this.state = new RunState(workers, nanos);
        this.notes = new Notes(this::say);
        this.said = nanos.getAsLong();
        this.ticker = new Ticker(TICK_MILLIS, this::tick);
    }

    @Override
    public synchronized void begins(int total, int before) {
        state.begins(total);
        if (before > 0) say(before + " known already, " + total + " to try");
    }

    @Override
    public synchronized void started(Job job) {
        state.started(job);
    }

    @Override
    public synchronized void finished(Entry.Finished result) {
        state.finished(result);
        if (verbose || state.total() <= FEW) say(sample(result));
        else if (state.done() == state.total() || nanos.getAsLong() - said >= BETWEEN) say(state.line(COLUMNS));
    }

    private String sample(Entry.Finished result) {
        Duration wall = result.evidence().observations().stream().map(Observation::wall).reduce(Duration.ZERO,
                Duration::plus);
        String why = verbose ? result.grade().why().lines().findFirst().orElse("") : "";
        return String.format(Locale.ROOT, "[%d/%d] %s #%d %s (%.2f s)%s", state.done(), state.total(),
                TerminalText.line(result.task()),
                result.sample(), result.grade().verdict().word(), wall.toNanos() / 1e9,
                why.isEmpty() ? "" : ": " + TerminalText.line(why));
    }

    synchronized void tick() {
        if (state.total() > state.done() && nanos.getAsLong() - said >= SILENCE) say(state.line(COLUMNS));
    }

    private void say(String line) {
        out.println(line);
        said = nanos.getAsLong();
    }

    @Override
    public synchronized void note(String line) {
        notes.tell(line);
    }

    @Override
    public void close() {
        ticker.close();
        synchronized (this) {
            notes.end();
            out.flush();
        }
    }
}
