package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.log.Reading.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The parts of what pytest prints.
///
/// ```
/// ==== test session starts ====      not with -q
/// t.py::test_a PASSED   [ 50%]       progress: ids only with -v
/// ==== FAILURES ====                 and ERRORS: a heading for each failure, and what the test printed
/// ==== short test summary info ====  as -r asks; passes only with -rA or -rp
/// PASSED t.py::test_a
/// ==== 1 passed in 0.01s ====        not with -qq
/// ```
///
/// What a test printed may look like any of these. It comes before the last summary, so only the last one decides.
public final class PytestReport {

    private static final Pattern RULE = Pattern.compile("=+ (.+) =+ *");
    private static final Pattern SECTION = Pattern.compile(
            "ERRORS|FAILURES|PASSES|XPASSES|XFAILURES|warnings summary.*|short test summary info|slowest .*");
    private static final Pattern HEADING = Pattern.compile("_+ (?:ERROR at (?:setup|teardown) of )?(_*[^_ ].*?) _+");
    private static final Pattern COUNTS = Pattern.compile(
            "=* ?(?:\\d+ (?:failed|passed|skipped|deselected|x?passed|xfailed|warnings?|errors?|rerun|subtests)\\b"
                    + "|no tests ran).* in [0-9.]+ ?s.*");
    private static final Pattern FAILED = Pattern.compile("(?<![0-9])(\\d{1,9}) (?:failed|errors?)\\b");
    private static final Pattern PASSED = Pattern.compile("(?<![0-9])(\\d{1,9}) x?passed\\b");
    private static final String SESSION = "test session starts";
    private static final String SUMMARY = "short test summary info";

    private final List<String> lines;
    private final int summary;

    private PytestReport(List<String> lines, int summary) {
        this.lines = lines;
        this.summary = summary;
    }

    public static PytestReport of(String log) {
        List<String> lines = PlainText.lines(log);
        int summary = -1;
        for (int at = 0; at < lines.size(); at++) if (isSummary(lines.get(at))) summary = at;
        return new PytestReport(lines, summary);
    }

    private static Optional<String> title(String line) {
        var rule = RULE.matcher(line);
        return rule.matches() ? Optional.of(rule.group(1)) : Optional.empty();
    }

    public boolean hasSummary() {
        return summary >= 0;
    }

    /// Whether pytest reports the start of a session, which it does unless `-q` is given.
    public boolean hasSession() {
        return lines.stream().anyMatch(line -> title(line).filter(SESSION::equals).isPresent());
    }

    /// The line of counts after the last summary; without a summary, anywhere.
    public Optional<String> counts() {
        return lines.subList(Math.max(summary, 0), lines.size()).stream().filter(line -> COUNTS.matcher(line).matches())
                .findFirst();
    }

    /// Whether there is a line of counts anywhere.
    public boolean hasCounts() {
        return lines.stream().anyMatch(line -> COUNTS.matcher(line).matches());
    }

    /// The number of failures and errors in the line of counts.
    Optional<Long> countedFailures() {
        return counts().map(line -> Counts.sum(FAILED, line));
    }

    /// What pytest counts: in the line of counts after the last summary, or without a summary in the last such line.
    Optional<Totals> totals() {
        return (hasSummary() ? counts()
                : lines.stream().filter(line -> COUNTS.matcher(line).matches())
                        .reduce((_, last) -> last))
                .map(line -> new Totals(Counts.sum(PASSED, line), Counts.sum(FAILED, line)));
    }

    /// Whether any part of pytest's report exists. If not, another program took the lines out of it.
    boolean isReport() {
        return hasSummary() || hasSession() || hasCounts();
    }

    /// The lines of the last summary, up to the counts.
    public List<String> summary() {
        if (summary < 0) return List.of();
        return lines.subList(summary + 1, lines.size()).stream().takeWhile(line -> !COUNTS.matcher(line).matches())
                .toList();
    }

    List<String> lines() {
        return lines;
    }

    /// The lines before the first section. A summary that is not the last one was printed by a test.
    List<String> progress() {
        int end = 0;
        while (end < lines.size() && !(end == summary || isSection(lines.get(end)) && !isSummary(lines.get(end))))
            end++;
        return lines.subList(0, end);
    }

    private static boolean isSection(String line) {
        return title(line).filter(title -> SECTION.matcher(title).matches()).isPresent();
    }

    private static boolean isSummary(String line) {
        return title(line).filter(SUMMARY::equals).isPresent();
    }

    /// A failure's heading, such as `T.test_a (i=1)`, and the text below it.
    record Failure(String heading, List<String> text) {}

    /// The failures below FAILURES and ERRORS.
    List<Failure> failures() {
        List<Failure> failures = new ArrayList<>();
        boolean within = false;
        for (String line : lines.subList(0, summary < 0 ? lines.size() : summary)) {
            if (isSection(line)) within = title(line).filter(Set.of("FAILURES", "ERRORS")::contains).isPresent();
            if (!within) continue;
            var heading = HEADING.matcher(line);
            if (heading.matches()) failures.add(new Failure(heading.group(1), new ArrayList<>()));
            else if (!failures.isEmpty()) failures.getLast().text().add(line);
        }
        return failures;
    }
}
