package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.Optional;

/// What unittest's progress tells of one test, or of one subtest of it, as far as it is read.
final class UnittestEntry {

    private final String id;
    private final boolean subtest;
    private Optional<String> docs = Optional.empty();
    private Optional<Status> outcome = Optional.empty();
    private Optional<Status> later = Optional.empty();
    private boolean glued;
    private boolean closed;

    UnittestEntry(String id, boolean subtest) {
        this.id = id;
        this.subtest = subtest;
    }

    String id() {
        return id;
    }

    boolean isSubtest() {
        return subtest;
    }

    /// The first line of its docstring.
    Optional<String> docs() {
        return docs;
    }

    /// The first word of outcome in its place.
    Optional<Status> outcome() {
        return outcome;
    }

    /// A word of outcome on a line of its own after the first: one of the two was printed by a test.
    Optional<Status> later() {
        return later;
    }

    /// Whether the only sign of a pass is an `ok` glued to something printed.
    boolean isGlued() {
        return glued && outcome.isEmpty();
    }

    /// Whether its outcome is still to come.
    boolean isOpen() {
        return outcome.isEmpty() && !glued && !closed && !subtest;
    }

    /// Whether its id is as Python 3.11 and later write it, `test_a (m.T.test_a)`.
    boolean isOfNewForm() {
        return id.endsWith("." + id.substring(0, id.indexOf(' ')) + ")");
    }

    void documented(String line) {
        docs = Optional.of(line);
    }

    void ended(Status status) {
        if (outcome.isEmpty()) outcome = Optional.of(status);
        else
            later = Optional.of(status);
    }

    void printed(String text) {
        glued |= text.endsWith("ok");
    }

    /// No outcome comes any more: a subtest has told it.
    void close() {
        closed = true;
    }
}
