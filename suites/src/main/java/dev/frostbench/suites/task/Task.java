package dev.frostbench.suites.task;

import tools.jackson.databind.node.ObjectNode;

/// One problem of a suite. For SWE-bench: an instance.
///
/// @param id unique in its suite
/// @param part the suite's part it belongs to
/// @param fixture name of the fixture it runs in
/// @param row the data set's row, every field
public record Task(String id, String part, String fixture, ObjectNode row) {}
