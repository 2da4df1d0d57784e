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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reports builds on a stream: the steps, how long each takes, how much it makes, and whether it uses the network.
/// Builds may run side by side, so every line is complete and names its fixture. On a terminal the last line shows the
/// step that has run longest, and the time that is left if such a step was made here before.
public final class BuildReport implements BuildListener {

    /// Columns of a line if there is no terminal.
    private static final int STANDARD = 160;
    private static final int TICK_MILLIS = 1000;
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final String NETWORK = "  (uses the network)";

    /// A step that is running.
    ///
    /// @param free bytes that were free on the store's disk when it began
    /// @param whole how long such a step took before
    private record Step(String title, String text, long began, long free, Optional<Duration> whole) {

        Step expected(Duration time) {
            return new Step(title, text, began, free, Optional.of(time));
        }
    }

    /// The step of a build that took longest.
    private record Slowest(String text, Duration took) {}

    private final PrintStream out;
    private final Optional<Integer> width;
    private final Path store;
    private final Map<String, Step> running = new LinkedHashMap<>();
    private final Map<String, Slowest> slowest = new HashMap<>();
    private final Map<String, String> cached = new HashMap<>();
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
        var started = new Step(title(fixture, index, count), first(step), System.nanoTime(), free(),
                Optional.empty());
        synchronized (this) {
            running.put(fixture, started);
        }
        if (live.isEmpty()) say(line(started, usesNetwork ? NETWORK : ""));
    }

    @Override
    public synchronized void expected(String fixture, Duration whole) {
        running.computeIfPresent(fixture, (_, step) -> step.expected(whole));
    }

    @Override
    public synchronized void compiled(String fixture, int found, int all) {
        if (all > 0) cached.put(fixture, ", " + found + " of " + all + " files compiled before");
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
        String compiled;
        synchronized (this) {
            running.remove(fixture);
            compiled = Optional.ofNullable(this.cached.remove(fixture)).orElse("");
            if (!cached && took.toMillis() >= 1000)
                slowest.merge(fixture, new Slowest(first(step), took),
                        (one, other) -> one.took.compareTo(other.took) >= 0 ? one : other);
        }
        if (cached || live.isEmpty() && took.toMillis() < 1000) return;
        say(line(new Step(title(fixture, index, count), first(step), 0, 0, Optional.empty()),
                "  done in " + seconds(took) + (bytes == 0 ? "" : ", " + ByteSize.text(bytes)) + compiled));
    }

    @Override
    public void built(String fixture, Duration took) {
        Slowest longest;
        synchronized (this) {
            ended++;
            longest = slowest.remove(fixture);
        }
        int columns = width.map(given -> Math.max(20, given) - 1).orElse(STANDARD);
        if (wanted > 1)
            say(new StatusLine(columns).add("", count() + " built ").named("", fixture, " in " + seconds(took))
                    .text("", longest == null ? "" : ", " + seconds(longest.took) + " of it " + longest.text, "")
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
        String end = " " + StatusLine.clock(since(longest.began)) + left(longest)
                + (more < 1_000_000 ? "" : ", disk +" + ByteSize.text(more));
        String others = running.size() == 1 ? "" : " and " + (running.size() - 1) + " more";
        int room = Math.max(0, columns - end.length() - others.length());
        return new StatusLine(room).text("", longest.title + " " + longest.text, "") + end + others;
    }

    /// What is left of a step, if such a step was made here before. One that takes longer says so.
    private static String left(Step step) {
        if (step.whole.isEmpty()) return "";
        Duration left = step.whole.get().minus(since(step.began));
        return left.isNegative() ? ", took " + StatusLine.clock(step.whole.get()) + " before"
                : ", about " + StatusLine.clock(left) + " left";
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
