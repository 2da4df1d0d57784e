package dev.frostbench.suites.task;

import java.util.Optional;

/// What a model produced for one task: a patch (SWE-bench) or a completion (HumanEval).
///
/// @param sample counts from 0 among the predictions of one task by one model
/// @param row the row it was read from, if that is known
public record Prediction(String taskId, String model, int sample, String text, Optional<SampleRow> row) {

    public Prediction(String taskId, String model, int sample, String text) {
        this(taskId, model, sample, text, Optional.empty());
    }

    /// Whether there is nothing to run. White space is something: the official harnesses run it too.
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
