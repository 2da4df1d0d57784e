package dev.frostbench.suites.grading.parsers;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The parsers by the names that suite files and version 5 data sets use.
///
/// To add one: write it in this package and name it here.
public final class LogParsers {

    private static final Map<String, LogParser> BY_NAME = new TreeMap<>(Map.ofEntries(
            Map.entry("pytest", new PytestLog(UnaryOperator.identity(), UnaryOperator.identity())),
            Map.entry("pytest_options", new PytestLog(UnaryOperator.identity(), PytestLog::foldPathOption)),
            Map.entry("pytest_v2", new PytestVersion2Log()),
            Map.entry("matplotlib", new PytestLog(PytestLog::mouseButtonsAsNumbers, UnaryOperator.identity())),
            Map.entry("django", new DjangoLog()),
            Map.entry("unittest", new UnittestLog()),
            Map.entry("status_lines", new PytestLog(UnaryOperator.identity(), UnaryOperator.identity())),
            Map.entry("seaborn", new SeabornLog()),
            Map.entry("sympy", new SympyLog())));

    private static final Map<String, String> NAME_BY_REPOSITORY = Map.ofEntries(
            Map.entry("astropy/astropy", "pytest_v2"),
            Map.entry("django/django", "django"),
            Map.entry("marshmallow-code/marshmallow", "pytest"),
            Map.entry("matplotlib/matplotlib", "matplotlib"),
            Map.entry("mwaskom/seaborn", "seaborn"),
            Map.entry("pallets/flask", "pytest"),
            Map.entry("psf/requests", "pytest_options"),
            Map.entry("pvlib/pvlib-python", "pytest"),
            Map.entry("pydata/xarray", "pytest"),
            Map.entry("pydicom/pydicom", "pytest_options"),
            Map.entry("pylint-dev/astroid", "pytest"),
            Map.entry("pylint-dev/pylint", "pytest_options"),
            Map.entry("pytest-dev/pytest", "pytest"),
            Map.entry("pyvista/pyvista", "pytest"),
            Map.entry("scikit-learn/scikit-learn", "pytest_v2"),
            Map.entry("sqlfluff/sqlfluff", "pytest"),
            Map.entry("sphinx-doc/sphinx", "pytest_v2"),
            Map.entry("sympy/sympy", "sympy"));

    private LogParsers() {}

    /// The parser of a name; version 5 prefixes its names with `parse_log_`.
    public static Optional<LogParser> named(String name) {
        return Optional.ofNullable(BY_NAME.get(plain(name)));
    }

    /// The name of the parser that 4.1.0 uses for a repository.
    public static Optional<String> nameFor(String repository) {
        return Optional.ofNullable(NAME_BY_REPOSITORY.get(repository));
    }

    public static String names() {
        return String.join(", ", BY_NAME.keySet());
    }

    /// `status_lines` reads what any program prints in the form `PASSED name`.
    /// Whether a parser reads pytest's own report, which ends in a summary.
    public static boolean readsPytest(String name) {
        var plain = plain(name);
        return plain.startsWith("pytest") || plain.equals("matplotlib") || plain.equals("seaborn");
    }

    private static String plain(String name) {
        var bare = name.startsWith("parse_log_") ? name.substring("parse_log_".length()) : name;
        return NAME_BY_REPOSITORY.entrySet().stream()
                .filter(_ -> !BY_NAME.containsKey(bare))
                .filter(entry -> entry.getKey().endsWith("/" + bare) || entry.getKey().contains("/" + bare + "-"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(bare);
    }
}
