package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What unittest at verbosity 2 prints while it runs: `test_a (m.T.test_a) ... ok`.
///
/// 1. A test with a docstring has its id on one line, and `first line of its docstring ... ok` on the next.
/// 2. What a test prints comes between the dots and its outcome, and may touch it: `halfok`.
/// 3. A subtest that fails or is skipped has a line of its own, indented by two blanks, below the line of its test.
///    That test then has no outcome.
/// 4. Before Python 3.11 an id is `test_a (m.T)`, and a test with a failed subtest has no outcome: the id of the next
///    test follows on the same line. Errors and skips of whole classes are lines without an id.
final class UnittestProgress {

    private static final String ID = "(?: {2})?(\\S+ \\([\\w<>]+(?:\\.[\\w<>]+)+\\))( [\\[(].*?)?";
    private static final Pattern ALONE = Pattern.compile(ID);
    private static final Pattern WITH_OUTCOME = Pattern.compile(ID + " \\.\\.\\. ?(.*)");
    private static final String WORDS = "(ok|FAIL|ERROR|expected failure|unexpected success)";
    private static final Map<String, Status> STATUS = Map.of("ok", Status.PASSED, "FAIL", Status.FAILED, "ERROR",
            Status.ERROR,
            "expected failure", Status.XFAIL, "unexpected success", Status.FAILED);
    private static final Pattern OUTCOME = Pattern.compile(WORDS + "|skipped ['\"].*");
    /// A docstring may hold dots, and so may the reason of a skip.
    private static final List<Pattern> DOCUMENTED = List.of(Pattern.compile("(.*) \\.\\.\\. (" + WORDS + ")"),
            Pattern.compile("(.*?) \\.\\.\\. (skipped ['\"].*)"), Pattern.compile("(.*) \\.\\.\\. ?(.*)"));

    private final List<UnittestEntry> entries = new ArrayList<>();
    /// The entries whose outcome was still to come when they were read, the last one first.
    private final Deque<UnittestEntry> open = new ArrayDeque<>();
    private Optional<UnittestEntry> awaitsDocs = Optional.empty();

    private UnittestProgress() {}

    static List<UnittestEntry> of(List<String> lines) {
        var progress = new UnittestProgress();
        lines.forEach(progress::read);
        return progress.entries;
    }

    private void read(String line) {
        Optional<UnittestEntry> above = awaitsDocs;
        awaitsDocs = Optional.empty();
        var whole = WITH_OUTCOME.matcher(line);
        var alone = ALONE.matcher(line.stripTrailing());
        if (whole.matches()) begin(new UnittestEntry(whole.group(1), whole.group(2) != null), whole.group(3));
        else if (alone.matches()) awaitsDocs = Optional.of(new UnittestEntry(alone.group(1), alone.group(2) != null));
        else if (above.isEmpty() || !documents(above.get(), line)) bare(line.strip());
    }

    private boolean documents(UnittestEntry entry, String line) {
        for (Pattern form : DOCUMENTED) {
            var found = form.matcher(line);
            if (!found.matches()) continue;
            entry.documented(found.group(1).strip());
            begin(entry, found.group(2));
            return true;
        }
        return false;
    }

    /// @param rest the text after the dots
    private void begin(UnittestEntry entry, String rest) {
        if (entry.isSubtest()) lastOpen().filter(test -> test.id().equals(entry.id())).ifPresent(UnittestEntry::close);
        entries.add(entry);
        open.push(entry);
        if (WITH_OUTCOME.matcher(rest).matches()) {
            if (!entry.isOfNewForm()) entry.close();
            read(rest);
            return;
        }
        outcome(rest.strip()).ifPresentOrElse(entry::ended, () -> entry.printed(rest.stripTrailing()));
    }

    /// Reads a line without an id: an outcome, or something printed.
    private void bare(String line) {
        if (entries.isEmpty()) return;
        UnittestEntry last = entries.getLast();
        Optional<Status> outcome = outcome(line);
        if (outcome.isEmpty()) {
            if (last.isOpen() || last.isGlued()) last.printed(line);
            return;
        }
        // what a test printed may look like lines of other tests: they are whole, and its own is still open
        lastOpen().orElse(last).ended(outcome.get());
    }

    private Optional<UnittestEntry> lastOpen() {
        while (!open.isEmpty() && !open.peek().isOpen()) open.pop();
        return Optional.ofNullable(open.peek());
    }

    private static Optional<Status> outcome(String text) {
        if (!OUTCOME.matcher(text).matches()) return Optional.empty();
        return Optional.of(STATUS.getOrDefault(text, Status.SKIPPED));
    }
}
