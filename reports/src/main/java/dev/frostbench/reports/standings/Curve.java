package dev.frostbench.reports.standings;

import dev.frostbench.reports.statistics.Interval;
import dev.frostbench.reports.statistics.Wilson;
import dev.frostbench.reports.tally.PassAtK;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// pass@k of one model in one part, for each k that every answered task has samples for.
public record Curve(String part, String model, List<Point> points) {

    private static final int MOST_POINTS = 200;

    /// @param interval by Wilson over the tasks. An estimate of pass@k lies between 0 and 1 as a single try does, and
    ///     varies no more, so the interval is never too narrow
    public record Point(int k, double value, Interval interval) {}

    public Curve {
        points = List.copyOf(points);
    }

    static Curve of(String part, String model, Collection<Answers> tasks) {
        int most = tasks.stream().filter(task -> task.given() > 0).mapToInt(Answers::given).min().orElse(0);
        int step = Math.ceilDiv(most, MOST_POINTS);
        return new Curve(part, model, most < 2 ? List.of()
                : IntStream.rangeClosed(1, most).filter(k -> k == 1 || k == most || k % step == 0)
                        .mapToObj(k -> point(k, tasks)).toList());
    }

    private static Point point(int k, Collection<Answers> tasks) {
        double sum = tasks.stream()
                .mapToDouble(task -> task.given() == 0 ? 0 : PassAtK.of(task.given(), task.resolved(), k)).sum();
        return new Point(k, sum / tasks.size(), Wilson.of(Math.min(sum, tasks.size()), tasks.size()));
    }
}
