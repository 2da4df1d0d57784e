package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.Reading;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Sympy's own runner, `bin/test -C --verbose`, up to sympy 1.14.
///
/// ```
/// sympy/a/tests/test_a.py[3]
/// test_one ok
/// test_two what the test prints
/// ok
/// test_three F                       [FAIL]
/// ____ sympy/a/tests/test_a.py::test_three ____
///  tests finished: 2 passed, 1 failed, in 0.01 seconds
/// ```
///
/// 1. An id is `sympy/a/tests/test_a.py:test_one`. Its other names are `test_one`, as in data sets, and the form with
///    `::`.
/// 2. The heading of a failure outweighs every `ok`. So does an `F` or `E`, unless the headings account for all
///    failures that the runner counts and this is none of them: then a test printed it.
record SympyReader() implements LogParser {

    private static final Pattern FILE = Pattern.compile("(\\S+\\.py)\\[\\d+] *");
    private static final Pattern TEST = Pattern.compile("(test_\\w+)(?: (.*))?");
    private static final Pattern HEADING = Pattern.compile("_* (\\S+\\.py)::?(\\w+) _*");
    private static final Pattern FILE_ENDS = Pattern.compile("\\s*\\[(?:OK|FAIL)]$");
    private static final Pattern OUTCOME = Pattern.compile("(?:.* )?(ok|[FEfXsTw])");
    private static final Pattern TOTALS = Pattern.compile("(?s)tests finished: (.{0,300}?)\\s?in [\\d.]+ seconds");
    private static final Pattern COUNTED = Pattern.compile("(\\d+) (?:failed|exceptions)");
    private static final Map<String, Status> STATUS = Map.of("ok", Status.PASSED, "F", Status.FAILED, "E", Status.ERROR,
            "f", Status.XFAIL, "X", Status.PASSED, "s", Status.SKIPPED, "w", Status.SKIPPED, "T", Status.FAILED);

    @Override
    public Reading parse(String log, ParseContext context) {
        String text = PlainText.of(log);
        List<String> lines = PlainText.lines(log);
        var headed = new HashSet<String>();
        for (String line : lines) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) headed.add(id(heading.group(1), heading.group(2)));
        }
        Optional<Long> counted = TOTALS.matcher(text).results().reduce((_, last) -> last).map(totals -> COUNTED
                .matcher(totals.group(1)).results().mapToLong(found -> Long.parseLong(found.group(1))).sum());
        var words = new Words(counted.isPresent());
        lines.forEach(words::read);
        var results = words.results(headed, counted.filter(count -> count <= headed.size()).isPresent());
        headed.forEach(id -> add(results, id, Status.FAILED));
        long named = Math.max(headed.size(), results.count(Status.FAILED, Status.ERROR));
        return results.reading(counted.filter(count -> count > named)
                .map(count -> "the runner counts " + count + " failures and exceptions, and the log shows " + named));
    }

    private static String id(String file, String test) {
        return file.isEmpty() ? test : file + ":" + test;
    }

    private static void add(LogResults results, String id, Status status) {
        results.add(id, status);
        results.alsoCalled(id, id.substring(id.lastIndexOf(':') + 1));
        results.alsoCalled(id, id.replace(".py:", ".py::"));
    }

    /// The words of outcome, line by line.
    private static final class Words {

        private final boolean runnerEnded;
        private final Map<String, Set<Status>> statuses = new LinkedHashMap<>();
        private String file = "";
        private Optional<String> open = Optional.empty();
        private Optional<String> last = Optional.empty();

        Words(boolean runnerEnded) {
            this.runnerEnded = runnerEnded;
        }

        void read(String line) {
            var begins = FILE.matcher(line);
            if (begins.matches()) {
                file = begins.group(1);
                open = Optional.empty();
                last = Optional.empty();
                return;
            }
            String rest = FILE_ENDS.matcher(line.stripTrailing()).replaceFirst("");
            var test = TEST.matcher(rest);
            if (!test.matches()) {
                bare(rest);
                return;
            }
            String id = id(file, test.group(1));
            last = Optional.of(id);
            if (test.group(2) == null || !ended(id, test.group(2))) open = last;
        }

        /// A line without a test's name: the outcome of the test that has none yet, or one more of the last test.
        private void bare(String rest) {
            if (open.isPresent() && ended(open.get(), rest)) open = Optional.empty();
            else if (open.isEmpty() && STATUS.containsKey(rest)) last.ifPresent(id -> ended(id, rest));
        }

        private boolean ended(String id, String rest) {
            var outcome = OUTCOME.matcher(rest);
            boolean glued = runnerEnded && rest.endsWith("ok");
            if (!outcome.matches() && !glued) return false;
            Status status = outcome.matches() ? STATUS.get(outcome.group(1)) : Status.PASSED;
            statuses.computeIfAbsent(id, _ -> new HashSet<>()).add(status);
            return true;
        }

        /// @param accounted whether the headings show all failures that the runner counts
        LogResults results(Set<String> headed, boolean accounted) {
            var results = new LogResults();
            statuses.forEach((id, seen) -> seen.stream()
                    .filter(status -> !(accounted && !headed.contains(id) && seen.contains(Status.PASSED)
                            && fails(status)))
                    .forEach(status -> add(results, id, status)));
            return results;
        }

        private static boolean fails(Status status) {
            return status == Status.FAILED || status == Status.ERROR;
        }
    }
}
