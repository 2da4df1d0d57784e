package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.plan.Plan;
import dev.frostbench.reports.audit.Audit;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.reports.validation.Validation;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.grading.GraderVersion;
import dev.frostbench.suites.selection.Selection;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything that a recorded run was made from, as its ledger has it: rows, predictions, digests and settings.
///
/// @param tasks with their samples, in the run's order
record RecordedInputs(RunInfo info, ObjectNode madeFrom, List<Entry.Planned> tasks) {

    private static final Set<String> TRIED_EMPTY = Set.of("empty", Validation.PREDICTIONS, Audit.PREDICTIONS);

    /// Throws `BadInput` if the run cannot be done again: nothing was run, it is not finished, or another grader judged
    /// it.
    static RecordedInputs of(Path run, RecordedRun recorded) throws IOException {
        Entry.Started started = recorded.started();
        var inputs = new RecordedInputs(started.info(), started.madeFrom(), recorded.plannedTasks());
        inputs.refuseOthers(run);
        inputs.refuseUnfinished(run, recorded);
        return inputs;
    }

    private void refuseOthers(Path run) {
        if (!madeFrom.has("control"))
            throw new BadInput(Problem.of(run.toString(), "this run",
                    "is of logs that were recorded elsewhere, so there is nothing to run again",
                    "check it with verify, or grade the logs again with grade"));
        if (!info.graderVersion().equals(GraderVersion.CURRENT))
            throw new BadInput(Problem.of(run.toString(), "this run",
                    "was graded by version " + info.graderVersion() + ", and this Frostbench grades by version "
                            + GraderVersion.CURRENT,
                    "take Frostbench " + madeFrom.path("frostbench").asString("of then")
                            + ", or reproduce what `grade` makes of this run"));
    }

    private void refuseUnfinished(Path run, RecordedRun recorded) throws IOException {
        int left = 0;
        for (Entry.Planned task : tasks)
            for (Entry.Sample sample : task.samples())
                if (recorded.result(new JobKey(task.task().id(), sample.prediction().sample(), sample.key()))
                        .isEmpty())
                    left++;
        if (left > 0)
            throw new BadInput(Problem.of(run.toString(), "this run",
                    "is not finished: " + left + " of its samples were not tried",
                    "finish it with run --resume --out " + run));
    }

    ChosenTasks chosen(Suite suite) {
        Map<String, List<Prediction>> predictions = new LinkedHashMap<>();
        for (Entry.Planned planned : tasks)
            if (!planned.samples().isEmpty())
                predictions.put(planned.task().id(),
                        planned.samples().stream().map(Entry.Sample::prediction).toList());
        List<Task> all = tasks.stream().map(Entry.Planned::task).toList();
        return new ChosenTasks(new SuiteChoice(suite.file(), Optional.empty(), List.of()), suite,
                new Selection(all, info.whole(), predictions, List.of(), Map.of()));
    }

    int depth() {
        return madeFrom.path("control").asInt(0);
    }

    /// Whether empty predictions were run too.
    boolean runsEmpty() {
        return madeFrom.path("parts").valueStream().map(part -> part.path("predictions"))
                .anyMatch(given -> given.isString() && TRIED_EMPTY.contains(given.stringValue()));
    }

    /// Digests of the snapshots, by the fixture's name.
    Map<String, String> fixtures() {
        Map<String, String> digests = new TreeMap<>();
        madeFrom.path("fixtures").properties()
                .forEach(fixture -> digests.put(fixture.getKey(), fixture.getValue().asString()));
        return digests;
    }

    /// Fixtures that the run did not have, and why.
    Map<String, String> notBuilt() {
        Map<String, String> causes = new TreeMap<>();
        madeFrom.path("fixtures_not_built").properties()
                .forEach(fixture -> causes.put(fixture.getKey(), fixture.getValue().asString()));
        return causes;
    }

    /// Fixtures that were used although they give answers away.
    Set<String> allowedLeaks() {
        Set<String> fixtures = new LinkedHashSet<>();
        for (JsonNode leak : madeFrom.path("allowed_leaks")) fixtures.add(leak.path("fixture").asString());
        return fixtures;
    }

    /// Samples that this version tries in another way than the run did. A run that was graded again does not say how it
    /// was tried.
    List<String> triedOtherwise(Plan plan) {
        List<String> others = new ArrayList<>();
        if (madeFrom.has("regraded")) return others;
        for (int task = 0; task < tasks.size(); task++)
            if (!tasks.get(task).samples().equals(plan.tasks().get(task).samples()))
                others.add(tasks.get(task).task().id());
        return others;
    }
}
