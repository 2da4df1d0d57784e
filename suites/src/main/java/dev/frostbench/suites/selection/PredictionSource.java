package dev.frostbench.suites.selection;

import java.nio.file.Path;

/// Where predictions come from.
public sealed interface PredictionSource {
    /// The file that each part of the suite names itself.
    record Default() implements PredictionSource {}

    record File(Path path) implements PredictionSource {}

    /// Each task's own solution.
    record Gold() implements PredictionSource {}

    /// No change at all, run all the same.
    record Empty() implements PredictionSource {}

    /// None at all: only the tasks are wanted.
    record None() implements PredictionSource {}

    /// Both, each so often: first every try of the solution, then every try of no change.
    record GoldAndEmpty(int runs) implements PredictionSource {}
}
