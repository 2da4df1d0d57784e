package dev.frostbench.reports.explain;

import dev.frostbench.reports.record.RunRecord.Result;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Results as JSON for programs.
public final class ResultJson {

    private ResultJson() {}

    /// The verdicts of one result.
    public static ObjectNode brief(Result result) {
        return JsonNodeFactory.instance.objectNode().put("task_id", result.task().id())
                .put("part", result.task().part())
                .put("model", result.model()).put("sample", result.sample())
                .put("verdict", result.grade().verdict().word()).put("passed", result.grade().verdict().passed())
                .put("compat", result.grade().compat().word()).put("strict", result.grade().strict().word())
                .put("why", result.grade().why());
    }

    /// The same with its explanation.
    public static ObjectNode whole(Result result, Explanation explanation) {
        ObjectNode json = brief(result);
        ObjectNode facts = json.putObject("facts");
        explanation.facts().forEach(fact -> facts.put(fact.name(), fact.value()));
        ArrayNode failed = json.putArray("failed_tests");
        for (var test : explanation.failed())
            add(failed.addObject().put("name", test.name()).put("group", test.group()).put("status", test.status()),
                    "log", test.log());
        json.put("more_failed_tests", explanation.others());
        ArrayNode sections = json.putArray("sections");
        for (var section : explanation.sections())
            add(sections.addObject().put("title", section.title()), "text", section.text());
        ArrayNode steps = json.putArray("steps");
        for (var step : explanation.steps())
            add(steps.addObject().put("title", step.title()).put("command", step.ran()), "output", step.output());
        return json;
    }

    /// A text; one that is cut has its end beside it, and how many bytes lie between.
    private static void add(ObjectNode json, String name, Excerpt text) {
        if (text.isEmpty()) return;
        json.put(name, text.head());
        if (text.cut() > 0) json.put(name + "_end", text.tail()).put(name + "_bytes_cut", text.cut());
    }
}
