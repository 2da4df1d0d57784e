package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.log.Reading.Totals;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
/// sympy/a/tests/test_b.py[?]   Failed to import  [FAIL]
/// ____ sympy/a/tests/test_a.py::test_three ____
/// ____ /testbed/sympy/a/tests/test_b.py ____
///  tests finished: 2 passed, 1 failed, 1 exceptions, in 0.01 seconds
/// ```
///
/// 1. An id is `sympy/a/tests/test_a.py:test_one`. Its other names are `test_one`, as in data sets, and the form with
///    `::`.
/// 2. The heading of a failure outweighs every `ok`. So does an `F` or `E`, unless the headings account for all
///    failures that the runner counts and this is none of them: then a test printed it.
/// 3. Results stand below the line of a file and above the totals. Elsewhere somebody else printed them.
/// 4. A file that is marked `[FAIL]` has a failure. A runner that began comes to its totals.
record SympyReader() implements LogParser {

    private static final Pattern FILE = Pattern.compile("(\\S+\\.py)\\[(?:\\d+] *|\\?] .*)");
    /// Every kind of white space ends a name to the official parser, which strips its lines.
    private static final Pattern TEST = Pattern.compile("(?U)(test_\\w+)(?:[\\s\\x1c-\\x1f](.*))?");
    private static final Pattern HEADING = Pattern.compile("_* (\\S+\\.py)::?(\\w+) _*");
    private static final Pattern FILE_HEADING = Pattern.compile("_+ (\\S+\\.py) _+");
    private static final Pattern FILE_ENDS = Pattern.compile("\\s*\\[(OK|FAIL)]$");
    private static final Pattern OUTCOME = Pattern.compile("(?:.* )?(ok|[FEfXsTw])");
    private static final Pattern TOTALS = Pattern.compile("(?s)tests finished: (.{0,300}?)\\s?in [\\d.]+ seconds");
    private static final String FINISHED = "tests finished: ";
    private static final Pattern FAILED = Pattern.compile("(\\d{1,9}) (?:failed|exceptions)");
    private static final Pattern PASSED = Pattern.compile("(\\d{1,9}) (?:passed|expected to fail but passed)");
    private static final Map<String, Status> STATUS = Map.of("ok", Status.PASSED, "F", Status.FAILED, "E", Status.ERROR,
            "f", Status.XFAIL, "X", Status.PASSED, "s", Status.SKIPPED, "w", Status.SKIPPED, "T", Status.FAILED);

    @Override
    public Reading parse(String log, ParseContext context) {
        List<String> lines = PlainText.lines(log);
        var headed = new HashSet<String>();
        long filesHeaded = 0;
        for (String line : lines) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) headed.add(id(heading.group(1), heading.group(2)));
            if (FILE_HEADING.matcher(line).matches()) filesHeaded++;
        }
        Optional<Totals> totals = TOTALS.matcher(PlainText.of(log)).results().reduce((_, last) -> last)
                .map(found -> new Totals(Counts.sum(PASSED, found.group(1)), Counts.sum(FAILED, found.group(1))));
        var words = new Words(totals.isPresent());
        report(lines).forEach(words::read);
        long shown = headed.size() + filesHeaded;
        var results = words.results(headed, totals.filter(counted -> counted.failures() <= shown).isPresent());
        headed.forEach(id -> add(results, id, Status.FAILED));
        long named = Math.max(shown, results.count(Status.FAILED, Status.ERROR));
        return results.reading(totals,
                totals.flatMap(counted -> contradiction(counted, named, results.count(Status.PASSED)))
                        .or(words::unended).or(() -> words.markedFailed(results.ids(Status.FAILED, Status.ERROR))));
    }

    /// Lists name but some of the tests that pass: the last one of each file is lost to the official parser.
    private static Optional<String> contradiction(Totals counted, long failed, long passed) {
        if (counted.failures() > failed)
            return Optional.of("the runner counts " + counted.failures()
                    + " failures and exceptions, and the log shows " + failed);
        return counted.passes() >= passed ? Optional.empty()
                : Optional.of("the log tells of " + passed + " tests that pass, and by the runner's count at most "
                        + counted.passes() + " did");
    }

    /// The lines from that of the first file up to the last totals; if there is no such line, all of them.
    private static List<String> report(List<String> lines) {
        int end = lines.size() - 1;
        while (end >= 0 && !lines.get(end).contains(FINISHED)) end--;
        if (end < 0) end = lines.size();
        int start = 0;
        while (start < end && !FILE.matcher(lines.get(start)).matches()) start++;
        return lines.subList(start == end ? 0 : start, end);
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
        private final Set<String> marked = new LinkedHashSet<>();
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
            var ends = FILE_ENDS.matcher(line.stripTrailing());
            if (ends.find()) mark(ends.group(1).equals("FAIL"));
            String rest = ends.replaceFirst("");
            var test = TEST.matcher(PythonText.strip(rest));
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

        /// The last mark of a file is the runner's.
        private void mark(boolean failed) {
            if (failed) marked.add(file);
            else
                marked.remove(file);
        }

        /// That the runner began and did not end, as a sentence.
        Optional<String> unended() {
            return runnerEnded || file.isEmpty() ? Optional.empty()
                    : Optional.of("the tests ended before the runner said how many passed");
        }

        /// A file that the runner marks as failed though none of its tests has failed, as a sentence.
        Optional<String> markedFailed(Set<String> failed) {
            return marked.stream().filter(name -> !name.isEmpty())
                    .filter(name -> failed.stream().noneMatch(id -> id.startsWith(name + ":"))).findFirst()
                    .map(name -> "the runner marks " + name + " as failed, and the log shows no failure of it");
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
