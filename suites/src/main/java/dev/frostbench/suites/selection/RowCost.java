package dev.frostbench.suites.selection;

import dev.frostbench.documents.Problem;
import dev.frostbench.suites.dataset.Row;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// What a model took for an answer, in US dollars, from the answer's row: our own field, else where agents write it.
final class RowCost {

    private static final String OWN = "cost_usd";
    /// `metrics` is OpenHands's, `info` that of SWE-agent's and mini-SWE-agent's trajectories.
    private static final List<List<String>> FOREIGN = List.of(List.of("metrics", "accumulated_cost"),
            List.of("info", "model_stats", "instance_cost"));

    private RowCost() {}

    static OptionalDouble of(Row row, String file, ProblemList problems) {
        JsonNode own = row.fields().path(OWN);
        if (!own.isMissingNode() && !own.isNull()) {
            OptionalDouble amount = amount(own);
            if (amount.isEmpty())
                problems.add(Problem.at(file, row.line(), "'" + OWN + "'", "is no amount",
                        "write US dollars as a number, such as 0.25"));
            return amount;
        }
        return FOREIGN.stream().map(path -> {
            JsonNode at = row.fields();
            for (String name : path) at = at.path(name);
            return amount(at);
        }).filter(OptionalDouble::isPresent).findFirst().orElse(OptionalDouble.empty());
    }

    private static OptionalDouble amount(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue()) && node.doubleValue() >= 0
                ? OptionalDouble.of(node.doubleValue())
                : OptionalDouble.empty();
    }
}
