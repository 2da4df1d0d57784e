package dev.frostbench.suites.audit;

import dev.frostbench.suites.grading.readers.TestRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Python that makes a test runner's reports say "passed", or prints the lines of passing tests and ends with exit code
/// 0 if nobody knows the runner.
///
/// @param code ends with a line feed
record CheatingPython(String code) {

    /// @param runner empty if the exit code decides
    /// @param tests that should pass
    static CheatingPython of(Optional<TestRunner> runner, List<String> tests) {
        String arming = runner.map(known -> switch (known.family()) {
            case PYTEST -> "pytest.py";
            case UNITTEST -> "unittest.py";
            case SYMPY -> "sympy.py";
            case STATUS_LINES, OFFICIAL -> "exit.py";
        }).orElse("exit.py");
        return new CheatingPython(
                resource(arming) + resource("arm.py") + call("_frostbench_cheat", passed(runner, tests)));
    }

    /// A module that is imported in place of Python's `unittest` and prints what that prints if all tests pass.
    static CheatingPython inPlaceOfUnittest(List<String> tests) {
        return new CheatingPython(resource("shadow.py") + call("_frostbench_cheat", tests));
    }

    /// Lines that say that tests passed; none if no parser reads them.
    static List<String> passed(Optional<TestRunner> runner, List<String> tests) {
        return runner.isEmpty() ? List.of() : tests.stream().map(test -> "PASSED " + test).toList();
    }

    /// The same in a module that answers whatever is asked of it.
    CheatingPython answering() {
        return new CheatingPython(code + resource("answering.py"));
    }

    /// The same in the place of a file, whose own code still runs. It is kept beside the new file.
    ///
    ///     a/b.py   ──▶  a/b.py.before   unchanged
    ///                   a/b.py          the cheat, which runs a/b.py.before
    String inPlaceOf(String path, boolean executable) {
        return "diff --git a/" + path + " b/" + path + ".before\nsimilarity index 100%\nrename from " + path
                + "\nrename to " + path + ".before\n"
                + NewFile.patch(path, executable, "#!/usr/bin/env python\n" + code + resource("before.py"));
    }

    private static String call(String function, List<String> texts) {
        return function + texts.stream().map(Language::quoted).collect(Collectors.joining(", ", "([", "])\n"));
    }

    private static String resource(String name) {
        try (var in = CheatingPython.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
