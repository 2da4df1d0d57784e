package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `pytest -v` prints while it runs.
///
/// 1. `id PASSED [ 50%]`, `id SKIPPED (why) [ 50%]`, and of a subtest `id SUBFAILED[label] (i=1) [ 50%]` or, before
///    pytest 9, `id [label] (i=1) SUBFAIL [ 50%]`.
/// 2. With xdist `[gw0] [ 50%] PASSED id`.
/// 3. With `-s`, `id what the test prints`, and the status at the end of a later line.
final class PytestProgress {

    private static final Pattern SHARE = Pattern
            .compile("\\s+(?:\\[ *[\\d/%]+]|\\d[\\d.]*(?:us|ms|s|m|h)(?: \\d+[ms])?)$");
    private static final Pattern WORKER = Pattern.compile("\\[gw\\d+](?: \\[ *\\d+%])? (.+)");
    private static final Pattern LINE = Pattern
            .compile("(\\S.*?) (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)(?: \\(.*\\))?");
    private static final Pattern SUBTEST = Pattern.compile("(\\S.*?) SUBFAILED(?:[\\[(].*)?");
    private static final String SUBTEST_BEFORE_9 = " SUBFAIL";
    private static final Pattern DESCRIPTION = Pattern.compile(" [\\[(]");
    private static final Pattern OF_NO_MATTER = Pattern.compile(" SUB(?:PASS|SKIP|XFAIL)| RERUN$");
    private static final Pattern OPEN = Pattern.compile("([^\\s:]+\\.\\w+::(?:[^\\s\\[]+\\[.*?](?= )|\\S+)) ?.*");
    private static final Pattern LATER = Pattern
            .compile(".*?(PASSED|FAILED|ERROR|XFAIL|XPASS|SKIPPED(?= \\())(?: \\(.*\\))?");

    private final List<StatusLine> results = new ArrayList<>();
    private Optional<String> open = Optional.empty();

    private PytestProgress() {}

    static List<StatusLine> of(List<String> lines) {
        var progress = new PytestProgress();
        lines.forEach(line -> progress.read(SHARE.matcher(line).replaceFirst("").stripTrailing()));
        return progress.results;
    }

    private void read(String line) {
        var worker = WORKER.matcher(line);
        if (worker.matches()) {
            StatusLine.of(worker.group(1)).ifPresent(results::add);
            return;
        }
        if (line.contains("::") && (whole(line) || failedSubtest(line) || OF_NO_MATTER.matcher(line).find())) return;
        var later = LATER.matcher(line);
        if (open.isPresent() && later.matches()) {
            results.add(new StatusLine(status(later.group(1)), open.get(), List.of(), false));
            open = Optional.empty();
            return;
        }
        var opened = OPEN.matcher(line);
        if (opened.matches()) open = Optional.of(opened.group(1));
    }

    private boolean whole(String line) {
        var found = LINE.matcher(line);
        if (!found.matches() || !found.group(1).contains("::")) return false;
        results.add(new StatusLine(status(found.group(2)), found.group(1), List.of(), false));
        // a test that prints another's line is still open
        open = open.filter(id -> !id.equals(found.group(1)));
        return true;
    }

    private boolean failedSubtest(String line) {
        var found = SUBTEST.matcher(line);
        String id = found.matches() ? found.group(1)
                : line.endsWith(SUBTEST_BEFORE_9)
                        ? DESCRIPTION.split(line.substring(0, line.length() - SUBTEST_BEFORE_9.length()), 2)[0]
                        : "";
        if (!id.contains("::")) return false;
        results.add(new StatusLine(Status.FAILED, id, List.of(), true));
        return true;
    }

    private static Status status(String word) {
        return StatusLine.of(word + " id").orElseThrow().status();
    }
}
