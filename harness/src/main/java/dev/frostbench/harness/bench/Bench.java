package dev.frostbench.harness.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A benchmark of this project, run by `frostbench bench NAME`. It is found by [java.util.ServiceLoader], so the
/// command line does not depend on the benchmarks.
public interface Bench {

    /// The name that the user types, e.g. `fork`.
    String name();

    /// One line for the help text.
    String about();

    /// Why it cannot run with these arguments on this machine, and what to do about that; empty if it can.
    Optional<String> lacks(List<String> args) throws IOException;

    /// Measures on this machine.
    ///
    /// @param args what the user gave after the name
    /// @return one flat object, or a list of them: one figure a key, with its unit at the end of the key
    ///     (`fork_p50_ms`)
    JsonNode run(List<String> args) throws IOException, InterruptedException;
}
