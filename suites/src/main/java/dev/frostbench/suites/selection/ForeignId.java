package dev.frostbench.suites.selection;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The task id of a prediction, if a tool does not write it in a field of its own.
final class ForeignId {

    private ForeignId() {}

    /// lm-eval copies the whole row to `doc`. Multi-SWE-bench gives `org`, `repo` and the `number` of a pull request.
    /// request.
    static Optional<String> of(ObjectNode row, String idField) {
        var repeated = row.path("doc").path(idField);
        if (repeated.isString()) return Optional.of(repeated.stringValue());
        boolean pull = row.path("org").isString() && row.path("repo").isString() && row.path("number").isValueNode();
        return pull
                ? Optional.of(row.path("org").stringValue() + "__" + row.path("repo").stringValue() + "-"
                        + row.path("number").asString())
                : Optional.empty();
    }
}
