package dev.frostbench.reports.html;

import dev.frostbench.reports.RunRecord.Result;
import dev.frostbench.reports.TerminalText;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.task.Prediction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the page knows of one result: a row of the table, and the details that are read when it is opened.
/// Times are left out, so that the page is equal between runs.
///
/// @param keep bytes of each end of a text that are shown
record ResultData(int keep) {

    private static final int MOST_TESTS = 2_000;

    ObjectNode row(Result result) {
        return JsonNodeFactory.instance.objectNode()
                .put("t", TerminalText.clean(result.task().id())).put("s", result.sample())
                .put("v", result.grade().verdict().word()).put("p", TerminalText.clean(result.task().part()))
                .put("m", TerminalText.clean(result.model()))
                .put("w", shorten(result.grade().why(), 300));
    }

    ObjectNode details(Result result, String log) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put("why", shorten(result.grade().why(), 4_000)).put("compat", result.grade().compat().word())
                .put("strict", result.grade().strict().word()).put("log", log)
                .put("fixture", TerminalText.clean(result.task().fixture()))
                .put("trouble", shorten(result.evidence().trouble().orElse(""), 4_000));
        ArrayNode notes = details.putArray("notes");
        result.evidence().notes().forEach(note -> notes.add(shorten(note, 1_000)));
        String answer = result.prediction().map(Prediction::text).orElse("");
        excerpt(details.putObject("answer"), Excerpt.of(answer.getBytes(StandardCharsets.UTF_8), keep, 0));
        List<TestResult> tests = result.grade().tests().stream()
                .sorted(Comparator.comparingInt(ResultData::urgency)).toList();
        details.put("testCount", tests.size());
        ArrayNode shown = details.putArray("tests");
        tests.stream().limit(Math.min(MOST_TESTS, Math.max(20, keep / 32))).forEach(test -> shown.addArray()
                .add(shorten(test.name(), 500)).add(test.group().name()).add(test.status().name()));
        ArrayNode steps = details.putArray("steps");
        int share = keep / Math.max(1, result.evidence().observations().size());
        for (Observation seen : result.evidence().observations()) step(steps.addObject(), seen, share);
        return details;
    }

    private static void step(ObjectNode step, Observation seen, int share) {
        step.put("pass", seen.pass()).put("step", seen.step()).put("alternative", seen.alternative());
        step.put("ran", shorten(seen.ran(), 1_000));
        step.put("end", ending(seen.ending())).put("limits", String.join(", ", seen.limitsHit()));
        excerpt(step, Excerpt.of(seen.output(), share, seen.droppedBytes()));
    }

    boolean cutsLog(Result result) {
        int share = keep / Math.max(1, result.evidence().observations().size());
        return result.evidence().observations().stream().anyMatch(seen -> seen.output().length > 2 * share);
    }

    private static void excerpt(ObjectNode into, Excerpt excerpt) {
        into.put("head", excerpt.head()).put("tail", excerpt.tail()).put("cut", excerpt.cut());
    }

    private static String ending(Ending ending) {
        return switch (ending) {
            case Ending.Exited(int code) -> "exit " + code;
            case Ending.Signaled(int signal) -> "signal " + signal;
            case Ending.TimedOut _ -> "timed out";
        };
    }

    /// Failing tests that count come first, tests that never count last.
    private static int urgency(TestResult test) {
        int counts = switch (test.group()) {
            case FAIL_TO_PASS, PASS_TO_PASS -> 0;
            case OTHER -> 10;
        };
        return counts + switch (test.status()) {
            case FAILED, ERROR, MISSING -> 0;
            case SKIPPED -> 1;
            case PASSED, XFAIL -> 2;
        };
    }

    private static String shorten(String text, int most) {
        return TerminalText.clean(text.length() > most ? text.substring(0, most) + "…" : text);
    }
}
