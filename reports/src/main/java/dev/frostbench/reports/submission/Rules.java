package dev.frostbench.reports.submission;

import dev.frostbench.documents.Problem;
import java.util.ArrayList;
import java.util.List;

/// Violations of a leaderboard's rules, in the order in which they are found. Each names file, line and rule.
final class Rules {

    private final List<Problem> violations = new ArrayList<>();

    void broken(String rule, String file, String wrong, String cure) {
        broken(rule, file, 0, wrong, cure);
    }

    /// @param line from 1; 0 if the whole file is meant
    void broken(String rule, String file, int line, String wrong, String cure) {
        violations.add(Problem.at(file, line, "[" + rule + "]", wrong, cure));
    }

    List<Problem> violations() {
        return List.copyOf(violations);
    }
}
