package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The blocks in which unittest shows what failed: a rule of `=`, and below it `FAIL: test_a (m.T.test_a) [label]
/// (i=1)` or `ERROR: setUpClass (m.T)`.
final class UnittestFailures {

    private static final Pattern RULE = Pattern.compile("={70}");
    private static final Pattern HEADING = Pattern.compile("(FAIL|ERROR|UNEXPECTED SUCCESS): (\\S+(?: \\(\\S+\\))?).*");

    private UnittestFailures() {}

    /// @param counted whether the runner counts it among failures and errors
    record Failure(String id, Status status, boolean counted) {

        private static final Pattern SET_UP = Pattern.compile("setUp(?:Class|Module) \\((\\S+)\\)");
        private static final Pattern SET_UP_OR_TEAR_DOWN = Pattern.compile("(?:setUp|tearDown)(?:Class|Module) .*");
        /// The name of a module that cannot be imported. A name without a dot may be that of several modules.
        private static final Pattern IMPORT = Pattern.compile("(\\S+\\.\\S+) \\(unittest\\.loader\\._FailedTest.*\\)");

        /// Whether a test failed, which the runner counts among those that ran.
        boolean isOfTest() {
            return counted && isNameOfTest(id);
        }

        static boolean isNameOfTest(String id) {
            return !SET_UP_OR_TEAR_DOWN.matcher(id).matches();
        }

        /// The class or module of which no test ran because of this.
        Optional<String> notRun() {
            return Stream.of(SET_UP, IMPORT).map(form -> form.matcher(id)).filter(Matcher::matches)
                    .map(found -> found.group(1)).findFirst();
        }
    }

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
