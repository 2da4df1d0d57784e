package dev.frostbench.suites.task;

import tools.jackson.databind.node.ObjectNode;

/// One problem of a suite. For SWE-bench: an instance.
///
/// @param id unique in its suite
/// @param part the part of the suite that it belongs to
/// @param fixture name of the fixture it runs in
/// @param packed the row of the data set
public record Task(String id, String part, String fixture, PackedRow packed) {

    public Task(String id, String part, String fixture, ObjectNode row) {
        this(id, part, fixture, PackedRow.of(row));
    }

    /// The data set's row with every field. Each call unpacks a large one again.
    public ObjectNode row() {
        return packed.row();
    }
}
