package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// pytest's report, up to pytest 9.2, with subtests and xdist.
///
/// 1. The last short summary decides. If it names passes (`-rA`, `-rp`), a test that it does not name has not passed.
///    Otherwise the progress of `-v` says which tests passed.
/// 2. A FAILED, ERROR or SUBFAILED line fails its test, in the summary and in the progress, even beside its PASSED
///    line: after an error in teardown or a failed subtest pytest prints both.
/// 3. If the summary names fewer failures than pytest counts (`-rp`), the headings below FAILURES and ERRORS fail their
///    tests.
/// 4. XPASS passes. A strict one is FAILED in pytest's own words.
/// 5. If no part of a report exists, status lines count wherever they are.
///
/// Other names of a test are its id up to the first blank, as the official parsers cut it, and both of these as the
/// parser of its repository changes them.
///
/// @param fold how the official parser changes a name
record PytestReader(UnaryOperator<String> fold) implements LogParser {

    private static final Pattern DESCRIPTION = Pattern.compile(" [\\[(]");

    @Override
    public Reading parse(String log, ParseContext context) {
        var report = PytestReport.of(log);
        var results = new LogResults();
        if (!report.isReport()) {
            statusLines(report.lines()).forEach(line -> add(results, line));
            return results.reading();
        }
        List<StatusLine> summary = statusLines(report.summary());
        List<StatusLine> progress = PytestProgress.of(report.progress());
        boolean namesPasses = report.summary().stream().anyMatch(line -> line.startsWith("PASSED "));
        summary.forEach(line -> add(results, line));
        progress.stream().filter(line -> !namesPasses || line.status() != Status.PASSED)
                .forEach(line -> add(results, line));
        long named = summary.stream().filter(line -> fails(line.status())).count();
        if (named < report.countedFailures().orElse(named == 0 ? 1L : named)) byHeadings(results, report);
        return results.reading(report.totals(), Optional.empty());
    }

    private static List<StatusLine> statusLines(List<String> lines) {
        List<StatusLine> found = new ArrayList<>();
        lines.forEach(line -> StatusLine.of(line).ifPresent(found::add));
        return found;
    }

    private void add(LogResults results, StatusLine line) {
        results.add(line.id(), line.status());
        line.possibleIds().forEach(name -> results.alsoCalled(line.id(), name));
        String cut = line.cutId();
        for (String name : List.of(cut, fold.apply(line.id()), fold.apply(cut))) results.alsoCalled(line.id(), name);
    }

    /// Fails the tests of headings. A heading names no file. It is about the test whose file the text below it names;
    /// if there is none, about every test of that name.
    private static void byHeadings(LogResults results, PytestReport report) {
        Map<String, List<String>> idsByName = results.ids().stream().filter(id -> id.contains("::"))
                .collect(Collectors.groupingBy(id -> id.substring(id.indexOf("::") + 2).replace("::", ".")));
        for (var failure : report.failures()) {
            List<String> ids = names(failure.heading())
                    .flatMap(name -> idsByName.getOrDefault(name, List.of()).stream()).toList();
            List<String> inFile = ids.stream()
                    .filter(id -> failure.text().stream().anyMatch(line -> line.startsWith(file(id) + ":"))).toList();
            (inFile.isEmpty() ? ids : inFile).forEach(id -> results.add(id, Status.FAILED));
        }
    }

    /// What a heading may mean: all of it, or the part before the description of a subtest.
    private static Stream<String> names(String heading) {
        return Stream.concat(Stream.of(heading),
                DESCRIPTION.matcher(heading).results().limit(8).map(found -> heading.substring(0, found.start())));
    }

    private static String file(String id) {
        return id.substring(0, id.indexOf("::"));
    }

    private static boolean fails(Status status) {
        return status == Status.FAILED || status == Status.ERROR;
    }
}
