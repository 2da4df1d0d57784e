package dev.frostbench.suites.task;

import tools.jackson.databind.node.ObjectNode;

/// One problem of a suite. For SWE-bench: an instance.
///
/// @param id unique in its suite
/// @param part the suite's part it belongs to
/// @param fixture name of the fixture it runs in
/// @param packed the data set's row
public record Task(String id, String part, String fixture, PackedRow packed) {

    public Task(String id, String part, String fixture, ObjectNode row) {
        this(id, part, fixture, PackedRow.of(row));
    }

    /// The data set's row, every field; a large one is unpacked by each call.
    public ObjectNode row() {
        return packed.row();
    }
}
