package dev.frostbench.suites.humaneval;

import dev.frostbench.suites.Benchmark;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HumanEval's meaning: `driver.py` judges in the sandbox, and this believes its one line or nothing.
///
/// @param timeout of one program, as the official evaluator counts it
public record HumanEval(Duration timeout, ProcedureLimits limits) implements Benchmark {

    private static final String MARK = "frostbench-humaneval ";
    private static final String DRIVER = driver();
    /// What the problems' prompts and many answers import.
    private static final List<String> COMMON_MODULES = List.of("typing", "math", "re", "collections", "itertools",
            "functools", "string", "operator", "heapq", "bisect", "random", "copy", "hashlib", "datetime");

    @Override
    public Optional<String> gold(Task task) {
        JsonNode solution = task.row().get("canonical_solution");
        return solution == null || !solution.isString() ? Optional.empty() : Optional.of(solution.stringValue());
    }

    @Override
    public Procedure procedure(Task task, Prediction prediction) {
        var argv = List.of("python3", "-s", "-S", "-c", DRIVER, Double.toString(timeout.toMillis() / 1000.0));
        // The driver's two phases each end by themselves; this limit only catches a broken driver.
        var whole = timeout.multipliedBy(2).plusSeconds(5);
        return Procedure.of(limits, new Step.Run("check", new Invocation(argv, Map.of(), "/", stdin(task, prediction),
                whole).warm(COMMON_MODULES)));
    }

    /// Lengths on the first line, then the texts; the test last, so that it is read after the candidate was forked.
    static byte[] stdin(Task task, Prediction prediction) {
        byte[][] texts = {text(task, "prompt"), prediction.text().getBytes(StandardCharsets.UTF_8),
            text(task, "entry_point"), text(task, "test")};
        var out = new ByteArrayOutputStream();
        for (byte[] text : texts) out.writeBytes("%09d".formatted(text.length).getBytes(StandardCharsets.US_ASCII));
        for (byte[] text : texts) out.writeBytes(text);
        return out.toByteArray();
    }

    private static byte[] text(Task task, String field) {
        return task.row().get(field).stringValue().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Grade grade(Task task, Prediction prediction, Evidence evidence) {
        if (evidence.trouble().isPresent()) return same(new Verdict.Error(), evidence.trouble().get());
        var seen = evidence.of("main", "check");
        if (seen.isEmpty()) return same(new Verdict.Error(), "the check did not run");
        return switch (seen.get().ending()) {
            case Evidence.Ending.TimedOut _ -> same(new Verdict.TimedOut(), "timed out");
            case Evidence.Ending.Exited(int code) when code == 126 || code == 127 ->
                    same(new Verdict.Error(), "python3 could not be started in the fixture");
            case Evidence.Ending.Exited(int code) when code == 0 -> said(seen.get());
            case Evidence.Ending.Exited(int code) -> cutShort(seen.get(), "ended with exit code " + code);
            case Evidence.Ending.Signaled(int signal) -> cutShort(seen.get(), "was ended by signal " + signal);
        };
    }

    /// The check is out of a candidate's reach but for what both share: memory, processes, disk. Where one of these ran
    /// out, no result came, which the official evaluator calls timed out; where none did, it is the machine that failed.
    private static Grade cutShort(Evidence.Observation seen, String how) {
        return seen.limitsHit().isEmpty()
                ? same(new Verdict.Error(), "the check " + how + ", and no limit was hit")
                : same(new Verdict.TimedOut(), "timed out");
    }

    /// The official `result`: `passed`, `timed out` or `failed: …`; empty where the driver did not get to say it.
    public static Optional<String> result(Evidence evidence) {
        return evidence.of("main", "check")
                .flatMap(seen -> report(new String(seen.output(), StandardCharsets.UTF_8)))
                .map(report -> report.get("compat").stringValue());
    }

    private static Grade said(Evidence.Observation seen) {
        var report = report(new String(seen.output(), StandardCharsets.UTF_8));
        if (report.isEmpty()) return cutShort(seen, "said nothing");
        String compat = report.get().get("compat").stringValue();
        String strict = report.get().get("strict").stringValue();
        Verdict official = verdict(compat);
        Verdict own = verdict(strict);
        if (official.passed() && !own.passed()) {
            return new Grade(new Verdict.Tampered(), official, own,
                    "passes only where it can reach the checks; apart from them: " + strict, List.of());
        }
        return new Grade(official, official, own, compat, List.of());
    }

    private static Verdict verdict(String result) {
        return switch (result) {
            case "passed" -> new Verdict.Resolved();
            case "timed out" -> new Verdict.TimedOut();
            case String _ -> new Verdict.Unresolved();
        };
    }

    private static Optional<JsonNode> report(String output) {
        if (!output.startsWith(MARK) || output.indexOf('\n') != output.length() - 1) return Optional.empty();
        try {
            var report = JsonMapper.shared().readTree(output.substring(MARK.length()));
            boolean whole = report.path("compat").isString() && report.path("strict").isString();
            return whole ? Optional.of(report) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Grade same(Verdict verdict, String why) {
        return new Grade(verdict, verdict, verdict, why, List.of());
    }

    private static String driver() {
        try (var in = HumanEval.class.getResourceAsStream("driver.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
