package dev.frostbench.suites.task;

import java.util.Optional;
import java.util.OptionalDouble;

/// What a model produced for one task: a patch (SWE-bench) or a completion (HumanEval).
///
/// @param sample counts from 0 among the predictions of one task by one model
/// @param row the row it was read from, if that is known
/// @param cost what the model took for it, in US dollars, if the row says so. No verdict depends on it
public record Prediction(String taskId, String model, int sample, PackedText packed, Optional<SampleRow> row,
        OptionalDouble cost) {

    public Prediction(String taskId, String model, int sample, String text) {
        this(taskId, model, sample, text, Optional.empty());
    }

    public Prediction(String taskId, String model, int sample, String text, Optional<SampleRow> row) {
        this(taskId, model, sample, PackedText.plain(text), row, OptionalDouble.empty());
    }

    public Prediction withCost(OptionalDouble cost) {
        return new Prediction(taskId, model, sample, packed, row, cost);
    }

    /// The same, for a plan of many: a large text is compressed.
    public Prediction toKeep() {
        return new Prediction(taskId, model, sample, PackedText.packed(text()), row, cost);
    }

    /// The same, for several uses at once: its text is not compressed.
    public Prediction toUse() {
        return new Prediction(taskId, model, sample, PackedText.plain(text()), row, cost);
    }

    /// The patch or the completion. Each call unpacks a large one again.
    public String text() {
        return packed.text();
    }

    /// Whether there is nothing to run. White space is something: the official harnesses run it too.
    public boolean isEmpty() {
        return packed.isEmpty();
    }
}
