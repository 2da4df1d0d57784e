package dev.frostbench.harness.plan;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.tally.SummaryText;
import dev.frostbench.suites.grading.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Models that have forged a result, and what else of theirs passes so far. One forgery that is found makes it likely
/// that others were not, so those are tried again with many more controls.
///
/// @param models with a `tampered` result, in the record's order
/// @param again one job for each of their results that passes and has not had so many controls
public record Forgers(Set<String> models, List<Job> again) {

    private record Answer(String task, String model, int sample) {}

    /// @param jobs of the run; a result of another job is not tried again
    public static Forgers of(List<Job> jobs, RunRecord record) {
        Set<String> models = new LinkedHashSet<>();
        for (Result result : record.results())
            if (result.grade().verdict() instanceof Verdict.Tampered) models.add(result.model());
        if (models.isEmpty()) return new Forgers(models, List.of());
        Map<Answer, Job> byAnswer = new HashMap<>();
        for (Job job : jobs) {
            var prediction = job.sample().prediction();
            byAnswer.put(new Answer(job.task().id(), prediction.model(), prediction.sample()), job);
        }
        List<Job> again = new ArrayList<>();
        for (Result result : record.results()) {
            Job before = byAnswer.get(new Answer(result.task().id(), result.model(), result.sample()));
            if (before == null || !models.contains(result.model()) || !result.grade().verdict().passed()) continue;
            Job job = before.ofAForger();
            if (job.exceeds(before, result.evidence())) again.add(job);
        }
        return new Forgers(models, again);
    }

    /// That a result of these models is forged, as a terminal shows it. Answers that name no model are one model's.
    public static String told(Collection<String> models) {
        return "a result is forged (" + String.join(", ", models.stream().map(SummaryText::modelName).toList()) + ")";
    }
}
