package dev.frostbench.harness.progress;

import java.io.PrintStream;
import java.util.function.IntFunction;

/// The last line of a terminal, written again twice a second; what stays is written above it.
public final class LiveLine implements AutoCloseable {

    private static final String CLEAR = "\r\u001B[K";
    private static final int MILLIS = 500;

    private final PrintStream terminal;
    private final int width;
    private final IntFunction<String> line;
    private final Ticker ticker;

    /// @param width of the terminal, whose last column stays free: some wrap there
    /// @param line makes the line that is due, for so many columns; empty for none
    public LiveLine(PrintStream terminal, int width, IntFunction<String> line) {
        this.terminal = terminal;
        this.width = Math.max(20, width) - 1;
        this.line = line;
        this.ticker = new Ticker(MILLIS, this::draw);
    }

    public synchronized void draw() {
        terminal.print(CLEAR + line.apply(width));
        terminal.flush();
    }

    /// A line that stays.
    public synchronized void above(String kept) {
        terminal.print(CLEAR + kept + "\n");
        draw();
    }

    /// Takes the line away.
    @Override
    public void close() {
        ticker.close();
        synchronized (this) {
            terminal.print(CLEAR);
            terminal.flush();
        }
    }
}
