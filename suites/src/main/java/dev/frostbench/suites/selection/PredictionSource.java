package dev.frostbench.suites.selection;

import java.nio.file.Path;

/// A source of predictions.
public sealed interface PredictionSource {
    /// The file that each part of the suite names.
    record Default() implements PredictionSource {}

    record File(Path path) implements PredictionSource {}

    /// Each task's own solution.
    record Gold() implements PredictionSource {}

    /// No change at all; it is run all the same.
    record Empty() implements PredictionSource {}

    /// No predictions: only the tasks are needed.
    record None() implements PredictionSource {}

    /// Gold and empty, each so many times: first every run of the solution, then every run of no change.
    record GoldAndEmpty(int runs) implements PredictionSource {}

    /// What an audit asks of each task, so many times: gold and empty, and then a comment and cheats, in models of the
    /// names that [dev.frostbench.suites.audit.Question] gives them.
    record Audit(int runs) implements PredictionSource {}
}
