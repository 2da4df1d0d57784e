package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.log.LogParser;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The parsers of this package by their names.
public final class PythonParsers {

    private static final LogParser PYTEST = new PytestLog(UnaryOperator.identity(), UnaryOperator.identity());

    private PythonParsers() {}

    /// `status_lines` has no parser of its own: its lines are read like pytest's summary.
    public static Map<String, LogParser> byName() {
        return Map.of(
                "pytest", PYTEST,
                "pytest_options", new PytestLog(UnaryOperator.identity(), PytestNames::foldPathOption),
                "pytest_v2", new PytestVersion2Log(),
                "matplotlib", new PytestLog(PytestNames::mouseButtonsAsNumbers, UnaryOperator.identity()),
                "django", new DjangoLog(),
                "status_lines", PYTEST,
                "seaborn", new SeabornLog(),
                "sympy", new SympyLog());
    }
}
