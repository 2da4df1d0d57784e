package dev.frostbench.harness.search;

/// A command that may lead from a state to a better one.
///
/// @param name by which people know it; unique among the candidates of one state
/// @param run for `sh -c`
public record Candidate(String name, String run) {

    public Candidate {
        if (name.isBlank() || name.chars().anyMatch(c -> c < ' '))
            throw new IllegalArgumentException("a candidate needs a name of one line, got '" + name + "'");
        if (run.isBlank()) throw new IllegalArgumentException("the candidate '" + name + "' has no command");
    }
}
