package dev.frostbench.reports.submission;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.reports.official.FolderName;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.Sitting;
import dev.frostbench.suites.grading.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `<samples>_eval_results.json`, as EvalPlus 0.3 keeps its results beside the samples: `evalplus.evaluate --base-only`
/// reads it and prints its rates without running anything. The statuses are the official verdicts on the base tests;
/// Frostbench runs no plus tests, so `plus_status` is null.
public record EvalPlusResults(RunRecord run) implements Submission {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Part part() {
        List<Part> parts = Answered.parts(run, "human-eval");
        if (parts.size() == 1) return parts.getFirst();
        throw new BadInput(Problem.of("run.json", "this run", "has " + parts.size()
                + " parts of HumanEval, and a file of EvalPlus is of one",
                "run a suite with one part of the kind human-eval"));
    }

    @Override
    public List<Problem> violations(Path out) {
        var rules = new Rules();
        Answered answered = Answered.of(run, part());
        if (answered.models().size() > 1)
            rules.broken("one-model", answered.predictions(), "holds answers of " + answered.models().size()
                    + " models", "run each model's samples alone");
        for (Result result : answered.results()) {
            if (result.prediction().isEmpty())
                rules.broken("every-problem", answered.predictions(), "has no sample for '" + result.task().id() + "'",
                        "EvalPlus takes samples of all problems: answer it, too");
            else if (result.grade().compat() instanceof Verdict.Error)
                rules.broken("finished", "run.json", "'" + result.task().id() + "' has no verdict: "
                        + result.grade().why(), "go on with run --resume");
        }
        return rules.violations();
    }

    @Override
    public void write(Path folder) throws IOException {
        Part part = part();
        List<Sitting> sittings = run.circumstances().sittings();
        Instant ended = sittings.isEmpty() ? Instant.EPOCH
                : sittings.getLast().ended().orElse(sittings.getLast().began());
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("date", DATE.format(ended)).put("hash",
                "frostbench:" + run.circumstances().madeFrom().path("parts").valueStream()
                        .filter(each -> each.path("name").asString("").equals(part.name()))
                        .map(each -> each.path("rows").path("sha256").asString("")).findFirst().orElse(""));
        Map<String, ArrayNode> tasks = new LinkedHashMap<>();
        for (Result result : Answered.of(run, part).results())
            entry(result, tasks.computeIfAbsent(result.task().id(), _ -> JsonNodeFactory.instance.arrayNode()));
        ObjectNode eval = json.putObject("eval");
        tasks.forEach(eval::set);
        String samples = part.predictionsFile().replaceAll("\\.jsonl(\\.gz|\\.zst)?$", "");
        Files.write(folder.resolve(FolderName.of(samples) + "_eval_results.json"),
                JsonMapper.shared().writeValueAsBytes(json));
    }

    private static void entry(Result result, ArrayNode entries) {
        ObjectNode entry = entries.addObject().put("task_id", result.task().id())
                .put("solution", result.task().row().path("prompt").asString("")
                        + result.prediction().orElseThrow().text())
                .put("base_status", status(result.grade().compat())).putNull("plus_status");
        entry.putArray("base_fail_tests");
        entry.putArray("plus_fail_tests");
    }

    private static String status(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Resolved _ -> "pass";
            case Verdict.TimedOut _ -> "timeout";
            case Verdict.Unresolved _, Verdict.Refused _, Verdict.Unknown _ -> "fail";
        };
    }
}
