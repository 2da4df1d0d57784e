package dev.frostbench.suites.swebench.forgery;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.readers.PlainText;
import dev.frostbench.suites.grading.readers.StatusLine;
import dev.frostbench.suites.grading.readers.TestRunner;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.instance.Markers;
import dev.frostbench.suites.swebench.rules.GradingRules;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Signs in a log that something other than the test runner wrote results into it. If only failures count and the log
/// names no test, nothing did.
///
/// 1. A marker is there more often than the script prints it.
/// 2. A test has both a PASSED and a FAILED line. (ERROR beside PASSED is pytest's own report of a failed teardown.)
/// 3. The signs of its runner's family: [RunnerScrutiny].
public final class LogScrutiny {

    private LogScrutiny() {}

    /// The first sign found, as a sentence.
    public static Optional<String> sign(Instance instance, TestRunner runner, String log) {
        var rules = GradingRules.of(instance);
        if (instance.evaluationScript().isEmpty() && (count(log, Markers.START) > 1 || count(log, Markers.END) > 1))
            return Optional.of("a marker of the evaluation script was printed by somebody else");
        if (instance.gradedOnFailuresOnly()
                && rules.reading(instance, runner.official(rules.version()), PythonText.universalNewlines(log))
                        .isEmpty())
            return Optional.empty();
        String tests = Markers.between(log);
        Set<String> listed = new LinkedHashSet<>(instance.failToPass());
        listed.addAll(instance.passToPass());
        return contradiction(listed, tests.isBlank() ? log : tests)
                .or(() -> RunnerScrutiny.of(runner, rules.version()).sign(instance, listed, log));
    }

    private static Optional<String> contradiction(Set<String> listed, String log) {
        Map<String, Status> seen = new HashMap<>();
        for (StatusLine line : PlainText.lines(log).stream().map(StatusLine::of).flatMap(Optional::stream).toList()) {
            if (line.isOfSubtest() || !List.of(Status.PASSED, Status.FAILED).contains(line.status())) continue;
            Status before = seen.put(line.id(), line.status());
            if (before == null || before == line.status()) continue;
            for (String name : List.of(line.id(), line.cutId()))
                if (listed.contains(name)) return Optional.of(name + " is said to pass and to fail");
        }
        return Optional.empty();
    }

    private static int count(String log, String marker) {
        int count = 0;
        for (int at = log.indexOf(marker); at >= 0; at = log.indexOf(marker, at + 1)) count++;
        return count;
    }
}
