package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.parsers.LogParsers;
import dev.frostbench.suites.grading.parsers.python.PytestNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A test runner and how its output is read, by the name that suite files (`parser:`) and version 5 data sets
/// (`log_parser`) use.
///
/// @param today reads what the runner means, for `strict` and the kind `command`
public record TestRunner(String name, Family family, LogParser today) {

    private static final Map<String, TestRunner> BY_NAME = new TreeMap<>(Stream.concat(Stream.of(
            new TestRunner("pytest", Family.PYTEST, new PytestReader(UnaryOperator.identity())),
            new TestRunner("pytest_options", Family.PYTEST, new PytestReader(PytestNames::foldPathOption)),
            new TestRunner("pytest_v2", Family.PYTEST, new PytestReader(PytestNames::withoutColourCodes)),
            new TestRunner("matplotlib", Family.PYTEST, new PytestReader(PytestNames::mouseButtonsAsNumbers)),
            new TestRunner("seaborn", Family.PYTEST, new PytestReader(UnaryOperator.identity())),
            new TestRunner("django", Family.UNITTEST, new UnittestReader()),
            new TestRunner("unittest", Family.UNITTEST, new UnittestReader()),
            new TestRunner("sympy", Family.SYMPY, new SympyReader()),
            new TestRunner("status_lines", Family.STATUS_LINES, new StatusLinesReader())),
            readAsOfficially())
            .collect(Collectors.toMap(TestRunner::name, runner -> runner, (own, _) -> own)));

    /// Runners whose output has the same shape.
    public enum Family {
        PYTEST, UNITTEST, SYMPY, STATUS_LINES,
        /// Runners of which nothing is read here but what the official parser reads.
        OFFICIAL;

        /// The option with which the runner names the tests that pass.
        public String namesPasses() {
            return switch (this) {
                case PYTEST -> "pytest names them with -rA";
                case UNITTEST -> "the runner names them with -v (Django's with -v 2)";
                case SYMPY -> "sympy's runner names them with --verbose";
                case STATUS_LINES -> "they are lines such as 'PASSED name'";
                case OFFICIAL -> "docs/suites.md says how the runner is started for this parser";
            };
        }
    }

    private static Stream<TestRunner> readAsOfficially() {
        return LogParsers.names(SwebenchVersion.V5_0_2).stream().map(name -> new TestRunner(name, Family.OFFICIAL,
                LogParsers.named(name, SwebenchVersion.V5_0_2).orElseThrow().weighing()));
    }

    /// The runner of that name, also in the forms of version 5: `parse_log_` and the name, or the name of a repository.
    public static Optional<TestRunner> named(String name) {
        return Optional.ofNullable(BY_NAME.get(LogParsers.plain(name)));
    }

    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /// The parser of the official harness in a version. If it has none for this runner, that of the newest version, or
    /// today's.
    public LogParser official(SwebenchVersion version) {
        Optional<LogParser> own = LogParsers.named(name, version).map(parser -> parser);
        return own.or(() -> LogParsers.named(name, SwebenchVersion.V5_0_2)).orElse(today);
    }
}
