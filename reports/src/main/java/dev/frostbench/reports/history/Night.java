package dev.frostbench.reports.history;

import dev.frostbench.reports.comparison.Difference;
import dev.frostbench.reports.comparison.Rate;
import dev.frostbench.reports.comparison.ScoredRun;
import java.util.List;
import java.util.OptionalDouble;

/// One run of a series.
///
/// @param rate over the tasks with a verdict
/// @param errors tasks that the machine failed at
/// @param newlyPassing tasks that pass, and did not when they last had a verdict
/// @param newlyFailing tasks that do not pass, and did when they last had a verdict
/// @param flaky tasks that were found to be flaky up to this night
/// @param cost what the model took for the answers whose cost is known, in US dollars
/// @param differences from the night before, beside the answers
public record Night(ScoredRun run, Rate rate, int errors, int newlyPassing, int newlyFailing, int flaky,
        OptionalDouble cost, List<Difference> differences) {

    public Night {
        differences = List.copyOf(differences);
    }
}
