package dev.frostbench.reports.comparison;

import dev.frostbench.reports.statistics.Interval;
import dev.frostbench.reports.statistics.Wilson;

/// The mean over tasks of the share of their judged samples that passed.
///
/// @param passed the sum of these shares: the number of resolved tasks if each has one sample
public record Rate(double passed, int tasks) {

    /// 0 without tasks.
    public double value() {
        return tasks == 0 ? 0 : passed / tasks;
    }

    public Interval interval() {
        return Wilson.of(passed, tasks);
    }
}
