package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Python's unittest at verbosity 2, up to Python 3.14, and Django's runner, which is built on it, up to Django 5.2.
///
/// 1. An id is `test_a (m.T.test_a)`, as Python 3.11 and later print it. The form of earlier ones, `test_a (m.T)`, and
///    the first line of the docstring are other names of the same test. Two tests with equal docstrings are two.
/// 2. The block of a failure outweighs every `ok`. A failed subtest fails its test.
/// 3. If a test has two words of outcome, the failing one counts, unless the runner's blocks account for all failures
///    that it counts and this is none of them: then a test printed that word.
/// 4. An `ok` that touches printed text counts if the runner came to its end.
record UnittestReader() implements LogParser {

    private static final Pattern ID = Pattern.compile("(\\S+) \\((\\S+)\\)");

    @Override
    public Reading parse(String log, ParseContext context) {
        List<String> lines = PlainText.lines(log);
        List<UnittestEntry> entries = UnittestProgress.of(lines);
        List<UnittestFailures.Failure> failures = UnittestFailures.of(lines);
        Optional<UnittestTotals> totals = UnittestTotals.of(lines);
        long shown = failures.stream().filter(UnittestFailures.Failure::counted).count();
        var weighing = new Weighing(totals.isPresent(), totals.filter(all -> all.failures() <= shown).isPresent());
        var names = new Names(new LogResults(), new HashMap<>());
        for (UnittestEntry entry : entries) {
            String id = names.id(entry.id());
            weighing.status(entry).ifPresent(status -> names.results.add(id, status));
            entry.docs().ifPresent(docs -> names.results.alsoCalled(id, docs));
        }
        failures.forEach(failure -> names.results.add(names.id(failure.id()), failure.status()));
        long named = Math.max(shown, names.results.count(Status.FAILED, Status.ERROR));
        return names.results.reading(totals.filter(all -> all.failures() > named).map(
                all -> "the runner counts " + all.failures() + " failures and errors, and the log shows " + named));
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
            return Optional.of(entry.isOfNewForm() ? later : first);
        }

        private static boolean fails(Status status) {
            return status == Status.FAILED || status == Status.ERROR;
        }
    }
}
