package dev.frostbench.harness.cli.console;

import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.harness.build.BuildListener;
import dev.frostbench.harness.progress.LiveLine;
import dev.frostbench.harness.progress.StatusLine;
import dev.frostbench.harness.progress.Ticker;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reports builds on a stream: the steps, how long each takes, how much it makes, and whether it uses the network.
/// Builds may run side by side, so every line is complete and names its fixture. On a terminal the last line shows the
/// step that has run longest.
public final class BuildReport implements BuildListener {

    /// Columns of a line if there is no terminal.
    private static final int STANDARD = 160;
    private static final int TICK_MILLIS = 1000;
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final String NETWORK = "  (uses the network)";

    /// A step that is running.
    ///
    /// @param free bytes that were free on the store's disk when it began
    private record Step(String title, String text, long began, long free) {}

    private final PrintStream out;
    private final Optional<Integer> width;
    private final Path store;
    private final Map<String, Step> running = new LinkedHashMap<>();
    private final Optional<LiveLine> live;
    private final Optional<Ticker> ticker;
    private long said = System.nanoTime();
    private final Set<String> announced = new HashSet<>();
    private int wanted;
    private int ended;
    private int failed;
    private boolean alone;

    /// @param width of the terminal; empty if there is none
    /// @param store the folder on whose disk the steps write
    public BuildReport(PrintStream out, Optional<Integer> width, Path store) {
        this.out = out;
        this.width = width;
        this.store = store;
        this.live = width.map(columns -> new LiveLine(out, columns, this::now));
        this.ticker = live.isPresent() ? Optional.empty() : Optional.of(new Ticker(TICK_MILLIS, this::tick));
    }

    @Override
    public synchronized void begin(int fixtures, boolean alone) {
        this.wanted = fixtures;
        this.alone = alone;
    }

    @Override
    public void stepStarted(String fixture, int index, int count, String step, boolean usesNetwork) {
        var started = new Step(title(fixture, index, count), first(step), System.nanoTime(), free());
        synchronized (this) {
            running.put(fixture, started);
        }
        if (live.isEmpty()) say(line(started, usesNetwork ? NETWORK : ""));
    }

    /// Several fixtures may take the same; it is reported once.
    @Override
    public void takes(String fixture, String what) {
        synchronized (this) {
            if (!announced.add(what)) return;
        }
        say("build " + TerminalText.line(fixture) + ": it " + TerminalText.clean(what));
    }

    @Override
    public void stepEnded(String fixture, int index, int count, String step, boolean cached, Duration took,
            long bytes) {
        synchronized (this) {
            running.remove(fixture);
        }
        if (cached || live.isEmpty() && took.toMillis() < 1000) return;
        say(line(new Step(title(fixture, index, count), first(step), 0, 0),
                "  done in " + seconds(took) + (bytes == 0 ? "" : ", " + ByteSize.text(bytes))));
    }

    @Override
    public void built(String fixture, Duration took) {
        synchronized (this) {
            ended++;
        }
        int columns = width.map(given -> Math.max(20, given) - 1).orElse(STANDARD);
        if (wanted > 1)
            say(new StatusLine(columns).add("", count() + " built ").named("", fixture, " in " + seconds(took))
                    .toString());
    }

    @Override
    public void failed(String fixture, Throwable failure) {
        synchronized (this) {
            running.remove(fixture);
            ended++;
            failed++;
        }
        List<String> lines = new ArrayList<>();
        if (wanted > 1 || !alone) lines.add(count() + " FAILED " + fixture);
        if (!alone)
            (failure.getMessage() == null ? failure.toString() : failure.getMessage()).lines()
                    .forEach(line -> lines.add("    " + line));
        if (!lines.isEmpty()) say(String.join("\n", lines));
    }

    @Override
    public void standsOnFailed(String fixture, String base) {
        synchronized (this) {
            ended++;
            failed++;
        }
        say(count() + " FAILED " + fixture + ": it is built on " + base);
    }

    /// The live line: the step that has run longest.
    private synchronized String now(int columns) {
        if (running.isEmpty()) return "";
        Step longest = running.values().iterator().next();
        long more = longest.free - free();
        String end = " " + StatusLine.clock(since(longest.began))
                + (more < 1_000_000 ? "" : ", disk +" + ByteSize.text(more));
        String others = running.size() == 1 ? "" : " and " + (running.size() - 1) + " more";
        int room = Math.max(0, columns - end.length() - others.length());
        return new StatusLine(room).text("", longest.title + " " + longest.text, "") + end + others;
    }

    private void tick() {
        String line = "";
        synchronized (this) {
            if (!running.isEmpty() && since(said).compareTo(SILENCE) >= 0) line = now(STANDARD);
        }
        if (!line.isEmpty()) say(line);
    }

    private void say(String line) {
        if (live.isPresent()) live.get().above(line);
        else
            synchronized (this) {
                out.println(line);
                said = System.nanoTime();
            }
    }

    private String line(Step step, String end) {
        int columns = width.map(given -> Math.max(20, given) - 1).orElse(STANDARD);
        return new StatusLine(Math.max(0, columns - end.length())).text("", step.title + " " + step.text, "") + end;
    }

    private static String title(String fixture, int index, int count) {
        return "build " + TerminalText.line(fixture) + " [" + (index + 1) + "/" + count + "]";
    }

    private static String first(String step) {
        return step.lines().findFirst().orElse("");
    }

    /// If the disk cannot be asked, no size is reported. That is no reason to fail.
    private long free() {
        try {
            return Files.getFileStore(store).getUnallocatedSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }

    private synchronized String count() {
        return "[" + ended + "/" + wanted + (failed == 0 ? "]" : ", " + failed + " failed]");
    }

    private static Duration since(long moment) {
        return Duration.ofNanos(System.nanoTime() - moment);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1e3);
    }

    @Override
    public void close() {
        live.ifPresent(LiveLine::close);
        ticker.ifPresent(Ticker::close);
    }
}
