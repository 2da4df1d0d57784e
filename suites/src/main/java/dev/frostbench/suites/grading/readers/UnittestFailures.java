package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The blocks in which unittest shows what failed: a rule of `=`, and below it `FAIL: test_a (m.T.test_a) [label]
/// (i=1)` or `ERROR: setUpClass (m.T)`.
final class UnittestFailures {

    private static final Pattern RULE = Pattern.compile("={70}");
    private static final Pattern HEADING = Pattern.compile("(FAIL|ERROR|UNEXPECTED SUCCESS): (\\S+(?: \\(\\S+\\))?).*");

    private UnittestFailures() {}

    /// @param counted whether the runner counts it among failures and errors
    record Failure(String id, Status status, boolean counted) {}

    static List<Failure> of(List<String> lines) {
        List<Failure> failures = new ArrayList<>();
        for (int at = 1; at < lines.size(); at++) {
            var heading = HEADING.matcher(lines.get(at));
            if (!RULE.matcher(lines.get(at - 1)).matches() || !heading.matches()) continue;
            Status status = heading.group(1).equals("ERROR") ? Status.ERROR : Status.FAILED;
            failures.add(new Failure(heading.group(2), status, !heading.group(1).equals("UNEXPECTED SUCCESS")));
        }
        return failures;
    }
}
