package dev.frostbench.suites.task;

import java.util.Optional;
import java.util.OptionalDouble;

/// What a model produced for one task: a patch (SWE-bench) or a completion (HumanEval).
///
/// @param sample counts from 0 among the predictions of one task by one model
/// @param row the row it was read from, if that is known
/// @param cost what the model took for it, in US dollars, if the row says so. No verdict depends on it
public record Prediction(String taskId, String model, int sample, KeptText kept, Optional<SampleRow> row,
        OptionalDouble cost) {

    public Prediction(String taskId, String model, int sample, String text) {
        this(taskId, model, sample, text, Optional.empty());
    }

    public Prediction(String taskId, String model, int sample, String text, Optional<SampleRow> row) {
        this(taskId, model, sample, KeptText.plain(text), row, OptionalDouble.empty());
    }

    public Prediction withCost(OptionalDouble cost) {
        return new Prediction(taskId, model, sample, kept, row, cost);
    }

    /// The same, for a plan of many: a large text need not stay in memory.
    public Prediction toKeep() {
        return new Prediction(taskId, model, sample, KeptText.kept(text()), row, cost);
    }

    /// The same, for several uses at once: its text is in memory.
    public Prediction toUse() {
        return new Prediction(taskId, model, sample, KeptText.plain(text()), row, cost);
    }

    /// The patch or the completion. Each call reads a large one again.
    public String text() {
        return kept.text();
    }

    /// Whether there is nothing to run. White space is something: the official harnesses run it too.
    public boolean isEmpty() {
        return kept.isEmpty();
    }
}
