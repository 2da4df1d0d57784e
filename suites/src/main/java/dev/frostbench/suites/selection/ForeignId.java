package dev.frostbench.suites.selection;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The task of a prediction, where a tool writes it otherwise than in a field of its own.
final class ForeignId {

    private ForeignId() {}

    /// lm-eval repeats the whole row under `doc`; Multi-SWE-bench gives `org`, `repo` and the `number` of a pull
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
