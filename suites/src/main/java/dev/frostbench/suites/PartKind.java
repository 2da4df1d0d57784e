package dev.frostbench.suites;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

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

    /// Keys of a part in the suite file that only this kind knows.
    List<String> keys();

    /// The kind as one part uses it, where the part itself says what its fields are called.
    default PartKind of(PartSettings settings) {
        return this;
    }

    /// What is wrong with a row that has its id and text fields.
    default List<Fault> faults(ObjectNode row) {
        return List.of();
    }

    /// @param subject a field, e.g. `'FAIL_TO_PASS'`
    record Fault(String subject, String wrong, String cure) {}
}
