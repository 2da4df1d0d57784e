package dev.frostbench.harness.run;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.reports.TerminalText;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar with rate, time left and a count a verdict, for people.
public final class TerminalProgress implements Progress {

    private final PrintStream terminal;
    private final int width;
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private ProgressBar bar;

    public TerminalProgress(PrintStream terminal, int width) {
        this.terminal = terminal;
        this.width = width;
    }

    @Override
    public synchronized void begins(int total, int before) {
        if (before > 0) terminal.println(before + " known already, " + total + " to try");
        bar = new ProgressBarBuilder()
                .setInitialMax(total)
                .setTaskName("trying")
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .showSpeed()
                .setSpeedUnit(ChronoUnit.SECONDS)
                .setMaxRenderedLength(Math.max(20, width - 1))
                .setConsumer(new ConsoleProgressBarConsumer(terminal, Math.max(20, width - 1)))
                .build();
    }

    @Override
    public synchronized void finished(Entry.Finished result) {
        verdicts.merge(result.grade().verdict().word(), 1, Integer::sum);
        bar.setExtraMessage(verdicts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", ", " ", "")));
        bar.step();
    }

    @Override
    public synchronized void note(String line) {
        terminal.println(TerminalText.line(line));
    }

    @Override
    public void close() {
        if (bar != null) bar.close();
        terminal.flush();
    }
}
