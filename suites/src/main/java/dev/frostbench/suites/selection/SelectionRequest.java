package dev.frostbench.suites.selection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which tasks of a suite are wanted, and with which predictions.
///
/// @param dataset replaces the one that the suite names
/// @param instances only these tasks; all if empty
public record SelectionRequest(Optional<Path> dataset, PredictionSource predictions, List<String> instances,
        OptionalInt limit) {
    public SelectionRequest {
        instances = List.copyOf(instances);
    }
}
