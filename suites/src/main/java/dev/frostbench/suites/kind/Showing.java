package dev.frostbench.suites.kind;

import java.util.List;

/// What people read of one result to see why it is what it is, if its kind has something better than the answer and the
/// output of the steps.
///
/// @param texts in the order in which they are shown; empty ones are left out
/// @param wholeOutput whether the texts hold all that the steps printed, so that it is not shown again
public record Showing(List<Text> texts, boolean wholeOutput) {

    public Showing {
        texts = List.copyOf(texts);
    }

    /// @param title a few words of the kind's own, nothing that a model or a log wrote
    /// @param ofTask whether it belongs to the task, and so is the same for each of its samples
    public record Text(String title, String text, boolean ofTask) {}
}
