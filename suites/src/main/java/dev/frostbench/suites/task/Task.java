package dev.frostbench.suites.task;

import java.util.List;
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

    /// The names of fixtures that a suite file describes without a recipe, images and Dockerfiles, begin so.
    public static final List<String> DESCRIBED = List.of("image/", "dockerfile/");

    /// Whether the fixture is the suite's own environment, and not one that its kind builds from data.
    public boolean bringsEnvironment() {
        return DESCRIBED.stream().anyMatch(fixture::startsWith);
    }

    /// The data set's row with every field. Each call unpacks a large one again.
    public ObjectNode row() {
        return packed.row();
    }
}
