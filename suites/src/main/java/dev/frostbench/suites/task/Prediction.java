package dev.frostbench.suites.task;

/// What a model produced for one task: a patch (SWE-bench) or a completion (HumanEval).
///
/// @param sample counts from 0 among the predictions of one task
public record Prediction(String taskId, String model, int sample, String text) {

    /// Whether there is nothing to run. White space is something: the official harnesses run it too.
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
