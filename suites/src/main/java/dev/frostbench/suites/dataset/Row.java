package dev.frostbench.suites.dataset;

import tools.jackson.databind.node.ObjectNode;

/// One row of a file.
///
/// @param line where it stands, from 1; in Parquet, the row's number
public record Row(int line, ObjectNode fields) {}
