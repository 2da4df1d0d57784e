package dev.frostbench.suites;

import java.util.List;

/// A kind of benchmark a part can be: what its rows and predictions are called, and what it means.
public interface PartKind {

    /// The word in a suite file, e.g. `human-eval`.
    String word();

    /// The field that names a task in rows and predictions.
    String idField();

    /// Fields every row must have as text, beside the id.
    List<String> textFields();

    /// The field of a prediction that is tried.
    String predictionField();

    /// Whether a task may have several predictions; where it may not, models may not be mixed either.
    boolean countsSamples();

    Benchmark open(PartSettings settings);
}
