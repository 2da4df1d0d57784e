package dev.frostbench.suites.task;

import tools.jackson.databind.node.ObjectNode;

/// The row of a file that a prediction was read from, for tools that write the same rows again.
///
/// @param place counts the rows in the order they were read
/// @param field holds the prediction; the row has null there, since the prediction has the text already
public record SampleRow(long place, String field, PackedRow packed) {

    /// @param row with all its fields
    public static SampleRow of(long place, String field, ObjectNode row) {
        ObjectNode rest = row.deepCopy();
        if (rest.has(field)) rest.putNull(field);
        return new SampleRow(place, field, PackedRow.of(rest));
    }

    /// Every field, without the text of the prediction.
    public ObjectNode row() {
        return packed.row();
    }

    /// Every field, with the text.
    public ObjectNode filled(String text) {
        ObjectNode row = packed.row().deepCopy();
        return row.put(field, text);
    }
}
