package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.Optional;

/// What unittest's progress says about one test, or about one of its subtests, as far as it was read.
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

    /// The first word of outcome, in its usual place.
    Optional<Status> outcome() {
        return outcome;
    }

    /// A second word of outcome, on a later line of its own. A test printed one of the two.
    Optional<Status> later() {
        return later;
    }

    /// Whether the only sign of a pass is an `ok` at the end of printed text.
    boolean isGlued() {
        return glued && outcome.isEmpty();
    }

    /// Whether its outcome is still to come.
    boolean isOpen() {
        return outcome.isEmpty() && !glued && !closed && !subtest;
    }

    /// Whether its id has the form of Python 3.11 and later, `test_a (m.T.test_a)`.
    boolean isOfNewForm() {
        return id.endsWith("." + id.substring(0, id.indexOf(' ')) + ")");
    }

    /// The class in which its test is, as its id names it.
    String path() {
        String path = id.substring(id.indexOf('(') + 1, id.length() - 1);
        return isOfNewForm() ? path.substring(0, path.lastIndexOf('.')) : path;
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

    /// No outcome is to come: a subtest has given it.
    void close() {
        closed = true;
    }
}
