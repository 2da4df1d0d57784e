package dev.frostbench.harness.progress;

import java.io.PrintStream;
import java.util.function.IntFunction;

/// The last line of a terminal, written anew twice a second. Lines that stay are written above it.
public final class LiveLine implements AutoCloseable {

    private static final String CLEAR = "\r\u001B[K";
    private static final int MILLIS = 500;

    private final PrintStream terminal;
    private final int width;
    private final IntFunction<String> line;
    private final Ticker ticker;

    /// @param width of the terminal; the last column stays free, since some terminals wrap there
    /// @param line makes the current line for that many columns; empty for none
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

    /// Writes a line that stays.
    public synchronized void above(String kept) {
        terminal.print(CLEAR + kept + "\n");
        draw();
    }

    /// Removes the live line.
    @Override
    public void close() {
        ticker.close();
        synchronized (this) {
            terminal.print(CLEAR);
            terminal.flush();
        }
    }
}
