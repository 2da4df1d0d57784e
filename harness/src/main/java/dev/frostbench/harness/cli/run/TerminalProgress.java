package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.execute.Progress;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.harness.progress.LiveLine;
import java.io.PrintStream;

/// One line of a terminal, updated in place.
public final class TerminalProgress implements Progress {

    private final RunState state;
    private final LiveLine line;
    private final PrintStream terminal;
    private final int width;
    private final Notes notes = new Notes(this::above);

    public TerminalProgress(PrintStream terminal, int width, int workers) {
        this.state = new RunState(workers, System::nanoTime);
        this.terminal = terminal;
        this.width = width;
        this.line = new LiveLine(terminal, width, this::now);
    }

    private String now(int columns) {
        synchronized (state) {
            return state.total() == 0 ? "" : state.line(columns);
        }
    }

    private void above(String kept) {
        line.above(kept);
    }

    @Override
    public void begins(int total, int before) {
        if (before > 0) above(before + " known already, " + total + " to try");
        synchronized (state) {
            state.begins(total);
        }
    }

    @Override
    public void started(Job job) {
        synchronized (state) {
            state.started(job);
        }
    }

    @Override
    public void finished(Entry.Finished result) {
        synchronized (state) {
            state.finished(result);
        }
    }

    @Override
    public void note(String line) {
        synchronized (notes) {
            notes.tell(line);
        }
    }

    @Override
    public void close() {
        synchronized (notes) {
            notes.end();
        }
        line.close();
        String last = now(width - 1);
        if (!last.isEmpty()) terminal.print(last + "\n");
        terminal.flush();
    }
}
