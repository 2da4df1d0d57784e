package dev.frostbench.reports.history;

import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A history as JSON for programs.
public final class HistoryJson {

    private HistoryJson() {}

    /// Times in UTC as ISO 8601, durations in seconds, rates between 0 and 1. What is not known is left out.
    public static ObjectNode of(History history) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("series");
        for (Series series : history.series()) {
            ObjectNode one = all.addObject().put("suite", series.suite()).put("model", series.model());
            ArrayNode nights = one.putArray("nights");
            series.nights().forEach(night -> nights.add(of(night)));
            ArrayNode flaky = one.putArray("flaky_tasks");
            for (TaskHistory task : series.flaky()) {
                ArrayNode outcomes = flaky.addObject().put("task_id", task.task()).put("part", task.part())
                        .put("changes", task.changes()).putArray("outcomes");
                task.outcomes().forEach(each -> outcomes.add(each.name().toLowerCase(Locale.ROOT)));
            }
        }
        history.skipped().forEach(json.putArray("skipped")::add);
        return json;
    }

    private static ObjectNode of(Night night) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("run", night.run().name()).put("run_id",
                night.run().info().runId());
        night.run().began().ifPresent(at -> json.put("began", at.toString()));
        night.run().took().ifPresent(took -> json.put("seconds", took.toMillis() / 1e3));
        night.cost().ifPresent(cost -> json.put("cost_usd", cost));
        json.put("tasks", night.rate().tasks()).put("errors", night.errors()).put("resolved", night.rate().passed())
                .put("rate", night.rate().value()).put("rate_low", night.rate().interval().low())
                .put("rate_high", night.rate().interval().high()).put("newly_passing", night.newlyPassing())
                .put("newly_failing", night.newlyFailing()).put("flaky", night.flaky());
        night.differences().forEach(each -> json.withArray("differences").add(each.what()));
        return json;
    }
}
