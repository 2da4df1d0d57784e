package dev.frostbench.reports.html;

import dev.frostbench.reports.explain.Excerpt;
import dev.frostbench.reports.explain.Explanation;
import dev.frostbench.reports.explain.Explanations;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.task.Prediction;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The details of one result, which are read when it is opened.
///
/// @param keep bytes to show of each end of a text
record ResultData(int keep) {

    private static final int MOST_TESTS = 2_000;
    private static final int MOST_REPORTS = 20;

    /// The details of a result.
    ///
    /// @param ofTask what all samples of the task have in common, which is in the page once
    record Details(ObjectNode own, ArrayNode ofTask) {}

    private Explanations explanations() {
        return new Explanations(keep, MOST_REPORTS);
    }

    /// @param task index of what the task's samples have in common
    /// @param log the ending of the names of the whole logs beside the page; empty if the page has everything
    Details details(Result result, String kind, int task, String log) {
        Explanation why = explanations().of(result, kind);
        ObjectNode own = JsonNodeFactory.instance.objectNode().put("log", log).put("of", task).put("others",
                why.others());
        ArrayNode facts = own.putArray("facts");
        why.facts().forEach(fact -> facts.addArray().add(fact.name()).add(fact.value()));
        ArrayNode failed = own.putArray("failed");
        why.failed().forEach(test -> excerpt(failed.addObject().put("name", test.name()).put("group", test.group())
                .put("status", test.status()), test.log()));
        ArrayNode ofTask = JsonNodeFactory.instance.arrayNode();
        ArrayNode sections = own.putArray("sections");
        for (Explanation.Section section : why.sections()) {
            if (section.ofTask()) sections.add(ofTask.size());
            excerpt((section.ofTask() ? ofTask : sections).addObject().put("title", section.title()).put("patch",
                    section.patch()), section.text());
        }
        ArrayNode steps = own.putArray("steps");
        why.steps().forEach(
                step -> excerpt(steps.addObject().put("title", step.title()).put("ran", step.ran()), step.output()));
        tests(own, result);
        return new Details(own, ofTask);
    }

    private void tests(ObjectNode own, Result result) {
        List<TestResult> tests = result.grade().tests().stream().sorted(Comparator.comparingInt(ResultData::urgency))
                .toList();
        own.put("testCount", tests.size());
        ArrayNode shown = own.putArray("tests");
        tests.stream().limit(Math.min(MOST_TESTS, Math.max(20, keep / 32))).forEach(test -> shown.addArray()
                .add(shorten(test.name(), 500)).add(shorten(test.group(), 100)).add(test.status().name()));
    }

    boolean cutsLog(Result result) {
        return explanations().cutsLog(result);
    }

    private static void excerpt(ObjectNode into, Excerpt excerpt) {
        into.put("head", excerpt.head()).put("tail", excerpt.tail()).put("cut", excerpt.cut());
    }

    /// Failing tests that count come first. Tests that never count come last.
    private static int urgency(TestResult test) {
        return (test.counts() ? 0 : 10) + switch (test.status()) {
            case FAILED, ERROR, MISSING -> 0;
            case SKIPPED, OTHER -> 1;
            case PASSED, XFAIL -> 2;
        };
    }

    private static String shorten(String text, int most) {
        return TerminalText.clean(text.length() > most ? text.substring(0, most) + "…" : text);
    }
}
