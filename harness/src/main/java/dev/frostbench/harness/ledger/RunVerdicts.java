package dev.frostbench.harness.ledger;

import dev.frostbench.harness.ledger.LedgerFile.Span;
import dev.frostbench.reports.comparison.ScoredRun.Sample;
import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.grading.Verdict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The verdicts of a recorded run, without their evidence.
///
/// @param samples in the plan's order; a task that a model did not answer has one of it
/// @param untried how many of them were not tried yet
record RunVerdicts(List<Sample> samples, int untried) {

    static final String UNTRIED = "not tried yet: the run was stopped; go on with run --resume";
    static final String MISSING = "no prediction was made for this task";
    /// A history holds the reasons of many runs in memory.
    private static final int LONGEST_WHY = 500;

    /// What is planned of a task.
    private record Planned(String task, String part, String row, List<Attempt> attempts) {}

    private record Attempt(String model, int sample, String key, OptionalDouble cost) {}

    static RunVerdicts read(Path file, RecordedRun.Plan plan, Map<JobKey, Span> finished) throws IOException {
        List<Sample> samples = new ArrayList<>();
        int untried = 0;
        try (var ledger = LedgerFile.open(file)) {
            for (Span place : plan.places()) {
                Planned task = LedgerFile.meaning(ledger, file, place, record -> planned(tree(record)));
                for (String model : plan.models().getOrDefault(task.part(), Set.of(""))) {
                    List<Attempt> own = task.attempts().stream().filter(each -> each.model().equals(model)).toList();
                    if (own.isEmpty())
                        samples.add(sample(task, model, new Verdict.Missing(), MISSING, Duration.ZERO,
                                OptionalDouble.empty()));
                    for (Attempt attempt : own) {
                        Span where = finished.get(new JobKey(task.task(), attempt.sample(), attempt.key()));
                        if (where == null) untried++;
                        samples.add(where == null ? sample(task, model, new Verdict.Error(), UNTRIED, Duration.ZERO,
                                attempt.cost())
                                : finished(ledger, file, where, task, attempt));
                    }
                }
            }
        }
        return new RunVerdicts(samples, untried);
    }

    private static Sample finished(FileChannel ledger, Path file, Span where, Planned task, Attempt attempt)
            throws IOException {
        return LedgerFile.meaning(ledger, file, where, record -> {
            JsonNode tree = tree(record);
            JsonNode grade = tree.required("grade");
            long wall = 0;
            for (JsonNode seen : tree.required("evidence").required("observations"))
                wall += seen.required("wall").asLong();
            return sample(task, attempt.model(), GradeJson.verdict(grade, "verdict"), grade.required("why").asString(),
                    Duration.ofNanos(wall), attempt.cost());
        });
    }

    private static Planned planned(JsonNode tree) {
        List<Attempt> attempts = new ArrayList<>();
        for (JsonNode sample : tree.required("samples"))
            attempts.add(new Attempt(sample.required("model").asString(), sample.required("sample").asInt(),
                    sample.required("key").asString(), EntryJson.cost(sample)));
        // nights repeat these texts
        return new Planned(tree.required("id").asString().intern(), tree.required("part").asString().intern(),
                HexFormat.of().formatHex(Sha256.of(tree.required("row").toString())).intern(), attempts);
    }

    private static Sample sample(Planned task, String model, Verdict verdict, String why, Duration took,
            OptionalDouble cost) {
        String kept = why.codePointCount(0, why.length()) <= LONGEST_WHY ? why
                : why.substring(0, why.offsetByCodePoints(0, LONGEST_WHY)) + "...";
        return new Sample(task.task(), task.part(), task.row(), model, verdict, kept, took, cost);
    }

    private static JsonNode tree(byte[] record) {
        return JsonMapper.shared().readTree(record);
    }
}
