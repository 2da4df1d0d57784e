package dev.frostbench.suites.dataset;

import tools.jackson.databind.node.ObjectNode;

/// One row of a file.
///
/// @param line its line, from 1; in Parquet, the number of the row
public record Row(int line, ObjectNode fields) {}
