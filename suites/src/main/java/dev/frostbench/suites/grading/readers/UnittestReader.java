package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.log.Reading.Totals;
import dev.frostbench.suites.grading.readers.UnittestFailures.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Python's unittest at verbosity 2, up to Python 3.14, and Django's runner, which is built on it, up to Django 5.2.
///
/// 1. An id is `test_a (m.T.test_a)`, as Python 3.11 and later print it. The form of earlier ones, `test_a (m.T)`, and
///    the first line of the docstring are other names of the same test. Two tests with equal docstrings are two.
/// 2. The block of a failure outweighs every `ok`. A failed subtest fails its test.
/// 3. If a test has two words of outcome, the failing one counts, unless the runner's blocks account for all failures
///    that it counts and this is none of them: then a test printed that word.
/// 4. An `ok` that touches printed text counts if the runner came to its end.
/// 5. No test of a class or module ran whose setup or import failed. An `ok` for one was printed by somebody.
/// 6. What stands below the runner's totals is no result.
record UnittestReader() implements LogParser {

    private static final Pattern ID = Pattern.compile("(\\S+) \\((\\S+)\\)");

    @Override
    public Reading parse(String log, ParseContext context) {
        List<String> lines = PlainText.lines(log);
        List<Failure> failures = UnittestFailures.of(lines);
        Optional<UnittestTotals> totals = UnittestTotals.of(lines);
        int end = totals.map(UnittestTotals::line).orElse(lines.size());
        long shown = failures.stream().filter(Failure::counted).count();
        var weighing = new Weighing(totals.isPresent(), totals.filter(all -> all.failures() <= shown).isPresent());
        var names = new Names(new LogResults(), new HashMap<>());
        results(UnittestProgress.of(lines.subList(0, end)), weighing, names);
        UnittestProgress.of(lines.subList(end, lines.size()))
                .forEach(entry -> names.results.addOutside(names.id(entry.id())));
        failures.forEach(failure -> names.results.add(names.id(failure.id()), failure.status()));
        failures.stream().map(Failure::notRun).flatMap(Optional::stream).forEach(names::notRun);
        long named = Math.max(shown, names.results.count(Status.FAILED, Status.ERROR));
        return names.results.reading(totals.map(all -> counted(all, failures, names.results)),
                totals.filter(all -> all.failures() > named).map(all -> "the runner counts " + all.failures()
                        + " failures and errors, and the log shows " + named));
    }

    private static void results(List<UnittestEntry> entries, Weighing weighing, Names names) {
        for (int at = 0; at < entries.size(); at++) {
            UnittestEntry entry = entries.get(at);
            String id = names.id(entry.id());
            weighing.status(entry).ifPresent(status -> {
                if (entry.isSubtest()) names.results.add(id, status);
                else
                    names.results.addLine(id, status);
            });
            // between two tests of one class no word is about another class
            boolean inItsClass = at + 1 < entries.size() && entries.get(at + 1).path().equals(entry.path());
            if (inItsClass && entry.later().equals(Optional.of(Status.SKIPPED)))
                names.results.addLine(id, Status.SKIPPED);
            entry.docs().ifPresent(docs -> names.results.alsoCalled(id, docs));
        }
    }

    /// How many can have passed of those that ran: not those that failed, nor those that were skipped.
    ///
    /// 1. Tests of other runs, which a test may start and print, can be among the blocks, but not among those counted.
    /// 2. Python 3.12.1 does not count skipped tests among those that ran. Its logs show more results than tests.
    private static Totals counted(UnittestTotals totals, List<Failure> failures, LogResults results) {
        long failed = failures.stream().filter(Failure::isOfTest).map(Failure::id).distinct().count();
        long passes = totals.ran() - Math.min(failed, totals.failures());
        long withheld = tests(results.ids(Status.SKIPPED, Status.XFAIL));
        long told = withheld + tests(results.ids(Status.PASSED, Status.FAILED, Status.ERROR));
        return new Totals(told <= totals.ran() ? passes - withheld : passes, totals.failures());
    }

    private static long tests(Set<String> ids) {
        return ids.stream().filter(Failure::isNameOfTest).count();
    }

    /// One name for each test: the form that the log has first. The other form is its other name.
    ///
    /// @param firstForms by the form of before Python 3.11
    private record Names(LogResults results, Map<String, String> firstForms) {

        String id(String printed) {
            var parts = ID.matcher(printed);
            if (!parts.matches()) return printed;
            String name = parts.group(1);
            String path = parts.group(2);
            boolean later = path.endsWith("." + name);
            String before = name + " (" + (later ? path.substring(0, path.length() - name.length() - 1) : path) + ")";
            String id = firstForms.computeIfAbsent(before, _ -> printed);
            results.alsoCalled(id, before);
            results.alsoCalled(id, name + " (" + path + (later ? "" : "." + name) + ")");
            return id;
        }

        /// Fails the tests of a class or module that were told though none ran.
        void notRun(String path) {
            results.ids().stream().filter(id -> {
                var parts = ID.matcher(id);
                return parts.matches() && (parts.group(2) + ".").startsWith(path + ".");
            }).forEach(id -> results.add(id, Status.ERROR));
        }
    }

    /// How much words of outcome weigh in one log.
    ///
    /// @param ended whether the runner came to its end
    /// @param accounted whether its blocks show all failures that it counts
    private record Weighing(boolean ended, boolean accounted) {

        Optional<Status> status(UnittestEntry entry) {
            if (entry.isGlued()) return Optional.of(Status.PASSED).filter(_ -> ended);
            if (entry.outcome().isEmpty() || entry.later().isEmpty()) return entry.outcome();
            Status first = entry.outcome().get();
            Status later = entry.later().get();
            if (fails(first)) return Optional.of(accounted && later == Status.PASSED ? later : first);
            if (fails(later)) return Optional.of(accounted ? first : later);
            // before 3.11 a skipped class has no id, so the word below a test may belong to the class
            return Optional.of(entry.isOfNewForm() || later == Status.XFAIL ? later : first);
        }

        private static boolean fails(Status status) {
            return status == Status.FAILED || status == Status.ERROR;
        }
    }
}
