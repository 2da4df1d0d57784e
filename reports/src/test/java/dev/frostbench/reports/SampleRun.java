package dev.frostbench.reports;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Circumstances;
import dev.frostbench.reports.record.RunRecord.Machine;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.reports.record.RunRecord.Sitting;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/// A small run of two parts, with every hostile text that a model or a log can write.
public final class SampleRun {

    static final String HOSTILE = "=1+1</script><img src=x"
            + " onerror=alert(1)>\u001B[31mred\u001B]0;title\u0007\0\u202Eevil é";
    static final String PATCH = "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-old\n+new </script>\n";

    private SampleRun() {}

    public static RunRecord of(long millis) {
        return new RunRecord(
                new RunInfo("run-1", "starter",
                        List.of(new Part("functions", "human-eval", "samples.jsonl", true, Optional.of("human-eval")),
                                new Part("repositories", "swe-bench", "preds.jsonl", false, Optional.of("swe-bench"))),
                        5, 9, "1"),
                circumstances(millis), List.of(
                        result("functions", "T/0", 0, new Verdict.Resolved(), "    return 1\n",
                                "frostbench-humaneval {\"compat\": \"passed\", \"strict\": \"passed\"}\n", millis),
                        result("functions", "T/1", 0, new Verdict.Unresolved(), HOSTILE,
                                "frostbench-humaneval {\"compat\": \"failed: é\", \"strict\": \"failed:"
                                        + " AssertionError \", \"failure\": "
                                        + "{\"phase\": \"strict\", \"raised\": \"AssertionError\", \"line\": 2,"
                                        + " \"statement\": \"    assert candidate() == 1\", \"left\": \"2\", "
                                        + "\"right\": \"1\", \"trace\": \"Traceback <b>\"}}\n",
                                millis),
                        result("functions", "T/2", 0, new Verdict.Unproved(), new Verdict.Resolved(),
                                "    return X()\n", "{\"result\": \"passed\"}\n", millis),
                        result("repositories", "a__b-1", 0, new Verdict.Tampered(), new Verdict.Resolved(), PATCH,
                                HOSTILE, millis),
                        new Result(task("repositories", "a__b-2"), "org/model", 0, Optional.empty(),
                                Evidence.trouble("", "none"),
                                new Grade(new Verdict.Missing(), new Verdict.Missing(), new Verdict.Missing(),
                                        "no prediction", List.of()))));
    }

    /// A run of some hours, and its resumption.
    static Circumstances circumstances(long millis) {
        Instant began = Instant.parse("2026-11-28T20:15:18Z");
        var sheet = JsonNodeFactory.instance.objectNode().put("frostbench", "0.1");
        var part = sheet.putArray("parts").addObject().put("name", "functions").put("predictions", "gold")
                .put("command_timeout_seconds", 1.5);
        part.putObject("dataset").put("file", "d <b>.jsonl").put("sha256", "0123456789abcdef");
        part.putObject("limits").put("memory_bytes", 256L << 20).put("processes", 64).put("cpus", 2.0)
                .put("disk_bytes", 16L << 30).put("output_bytes", 1000);
        sheet.putObject("interpreters").putObject("host").put("python", "3.11.2").put("path", "/usr/bin/python3");
        var machine = new Machine("host", "Linux 6.1 amd64", "a processor", 2, 8L << 30);
        var words = List.of("run", "the suite.yaml", "--out", "out");
        return new Circumstances(sheet,
                List.of(new Sitting(began, Optional.of(began.plusMillis(millis)), words, machine),
                        new Sitting(began.plusSeconds(86_400), Optional.empty(), words, machine)));
    }

    public static Result result(String part, String id, int sample, Verdict verdict, String text, String log,
            long millis) {
        return result(part, id, sample, verdict, verdict, text, log, millis);
    }

    private static Result result(String part, String id, int sample, Verdict verdict, Verdict compat, String text,
            String log, long millis) {
        return result(part, id, sample, verdict, compat, text, log.getBytes(StandardCharsets.UTF_8), millis);
    }

    public static Result result(String part, String id, int sample, Verdict verdict, Verdict compat, String text,
            byte[] log, long millis) {
        return result(part, id, sample, text, part.equals("functions") ? "check" : "evaluate", log, millis,
                new Grade(verdict, compat, verdict, "why: " + text, List.of(
                        new TestResult("t.py::passes", TestGroup.PASS_TO_PASS, Status.PASSED),
                        new TestResult("@t.py::fails" + HOSTILE, TestGroup.FAIL_TO_PASS, Status.FAILED))));
    }

    /// A result of a single step without tests.
    static Result withoutTests(String step, Verdict verdict) {
        return result("p", "a__b-1", 0, "x", step, new byte[]{'x'}, 1,
                new Grade(verdict, verdict, verdict, "why", List.of()));
    }

    private static Result result(String part, String id, int sample, String text, String step, byte[] log, long millis,
            Grade grade) {
        Observation seen = new Observation("main", step, 0, new Ending.Exited(1), log, 0,
                Duration.ofMillis(millis), Duration.ofMillis(millis / 2), 1024, Set.of("memory"), millis / 100.0);
        return new Result(task(part, id), sample, Optional.of(new Prediction(id, "org/model", sample, text)),
                new Evidence("sha256:0", List.of(seen), Optional.empty()), grade);
    }

    private static Task task(String part, String id) {
        return new Task(id, part, "fixture/x", JsonNodeFactory.instance.objectNode().put("prompt", "def f():\n")
                .put("test", "def check(candidate):\n    assert candidate() == 1 # </script>\n"));
    }
}
