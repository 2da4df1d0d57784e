package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.harness.progress.StatusLine;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// The state of a run: what is running and for how long, how many workers wait, and the verdicts so far.
final class RunState {

    /// So many finished samples are needed to estimate the time that is left.
    private static final int ENOUGH = 5;

    private record Running(String name, long began) {}

    private final int workers;
    private final LongSupplier nanos;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private long began;
    private int total;
    private int done;

    /// @param nanos the clock, in nanoseconds
    RunState(int workers, LongSupplier nanos) {
        this.workers = workers;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    void begins(int samples) {
        total = samples;
        began = nanos.getAsLong();
    }

    void started(Job job) {
        int sample = job.sample().prediction().sample();
        running.put(job.sample().key(),
                new Running(job.task().id() + (sample == 0 ? "" : " #" + sample), nanos.getAsLong()));
    }

    void finished(Entry.Finished result) {
        running.remove(result.key());
        done++;
        verdicts.merge(result.grade().verdict().word(), 1, Integer::sum);
    }

    int total() {
        return total;
    }

    int done() {
        return done;
    }

    /// The whole state in one line. What does not fit is left out.
    String line(int columns) {
        var line = new StatusLine(columns).add("", "[" + done + "/" + total + "]")
                .add(" ", StatusLine.clock(since(began)))
                .add(", ", running.size() + " run")
                .add(", ", Math.max(0, Math.min(workers, total) - running.size()) + " wait");
        running.values().stream().min(Comparator.comparingLong(Running::began))
                .ifPresent(oldest -> line.named(": ", oldest.name(), " " + StatusLine.clock(since(oldest.began()))));
        if (!verdicts.isEmpty())
            line.add("; ", verdicts.entrySet().stream().map(count -> count.getKey() + " " + count.getValue())
                    .collect(Collectors.joining(", ")));
        if (done >= ENOUGH && done < total)
            line.add("; about ", StatusLine.clock(since(began).multipliedBy(total - done).dividedBy(done)) + " left");
        return line.toString();
    }

    private Duration since(long moment) {
        return Duration.ofNanos(nanos.getAsLong() - moment);
    }
}
