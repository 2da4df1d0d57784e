package dev.frostbench.suites.grading.parsers;

import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.parsers.python.PythonParsers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parsers of swebench 4.1.0 by name, and the name for each repository.
///
/// To add one, write it in the package of its language, and name it there and in `TestRunner`.
public final class LogParsers {

    private static final Map<String, LogParser> BY_NAME = PythonParsers.byName();

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

    /// The official parser of that name. `unittest` has none; `status_lines` uses the pytest parser.
    public static Optional<LogParser> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static List<String> names() {
        return BY_NAME.keySet().stream().sorted().toList();
    }

    /// The name of the parser that 4.1.0 uses for a repository.
    public static Optional<String> nameFor(String repository) {
        return Optional.ofNullable(NAME_BY_REPOSITORY.get(repository));
    }

    /// The plain name of a parser that version 5 writes as `parse_log_NAME`, or by the repository's name.
    public static String plain(String name) {
        String bare = name.startsWith("parse_log_") ? name.substring("parse_log_".length()) : name;
        if (BY_NAME.containsKey(bare)) return bare;
        return NAME_BY_REPOSITORY.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/" + bare) || entry.getKey().contains("/" + bare + "-"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(bare);
    }
}
