package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.OfficialParser;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The parsers of this package by their names.
public final class PythonParsers {

    private PythonParsers() {}

    /// `status_lines` has no parser of its own: its lines are read like pytest's summary.
    public static Map<String, OfficialParser> byName(SwebenchVersion version) {
        var pytest = new PytestLog(version, UnaryOperator.identity(), UnaryOperator.identity());
        return Map.of(
                "pytest", pytest,
                "pytest_options", new PytestLog(version, UnaryOperator.identity(), PytestNames::foldPathOption),
                "pytest_v2", new PytestVersion2Log(version),
                "matplotlib", new PytestLog(version, PytestNames::mouseButtonsAsNumbers, UnaryOperator.identity()),
                "django", new DjangoLog(),
                "status_lines", pytest,
                "seaborn", new SeabornLog(version),
                "sympy", new SympyLog());
    }
}
