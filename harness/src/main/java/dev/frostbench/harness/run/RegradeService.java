package dev.frostbench.harness.run;

import dev.frostbench.harness.archive.RecordedSuite;
import dev.frostbench.harness.archive.SuiteArchive;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.machine.ThisMachine;
import dev.frostbench.harness.machine.Version;
import dev.frostbench.harness.plan.Plan;
import dev.frostbench.harness.plan.Regrader;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.reports.tally.Estimates;
import dev.frostbench.suites.grading.GraderVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Grades a recorded run again: the verdicts of this version's grader, from what the ledger says was seen. Nothing
/// runs, and the run itself stays as it is. Rows, predictions and evidence are the ledger's; the settings of the parts
/// are those of the suite as the run kept it.
///
/// @param run the folder of the run
/// @param suite the suite file, if the run kept no copy and it is no longer where it was
/// @param out where the reports go; `reports/runs/<run-id>` if empty
/// @param estimates which pass@k the reports show; those of the run if empty
/// @param command the words of the command line, or another name of the request's origin
public record RegradeService(Path run, Optional<Path> suite, Optional<Path> out, Optional<Estimates> estimates,
        List<String> command) {

    /// What came of it.
    ///
    /// @param before the version of the grader that the run had
    /// @param changes samples whose verdict is another one now
    /// @param lost whether the end of the run's ledger was lost in a crash
    public record Regraded(RunOutcome.Reported reported, String before, List<Change> changes, boolean lost) {
        public Regraded {
            changes = List.copyOf(changes);
        }
    }

    /// A sample whose verdict is another one now.
    public record Change(String task, int sample, String before, String now, String why) {}

    public Regraded regrade() throws IOException, InterruptedException {
        RecordedRun recorded = RecordedRun.read(run);
        Entry.Started started = recorded.started();
        var target = RunTarget.choose(started.info().suite(), RunPlace.ofNew(out));
        RunFolder.checkNew(target.folder());
        List<Entry.Planned> tasks = recorded.plannedTasks();
        try (RecordedSuite kept = RecordedSuite.open(run, started.madeFrom(), suite);
                RunFolder folder = RunFolder.claim(target.folder(), false)) {
            var regrader = new Regrader(kept.suite(), started.madeFrom().path("control").asInt(0));
            regrader.findForgers(tasks, recorded);
            Optional<SuiteArchive> archive = SuiteArchive.of(kept.suite());
            if (archive.isPresent()) archive.get().write(folder.path());
            List<Change> changes = write(folder.path(), plan(started, target.made(), tasks), recorded, tasks, regrader);
            return new Regraded(Rendering.render(folder.path(), List.of()), started.info().graderVersion(), changes,
                    recorded.torn());
        }
    }

    private Plan plan(Entry.Started before, String runId, List<Entry.Planned> tasks) {
        RunInfo was = before.info();
        var info = new RunInfo(runId, was.suite(), was.parts(), was.selected(), was.whole(), GraderVersion.CURRENT);
        ObjectNode json = before.madeFrom().deepCopy();
        json.putObject("regraded").put("run_id", was.runId()).put("frostbench", json.path("frostbench").asString())
                .put("grader_version", was.graderVersion());
        json.put("run_id", runId).put("frostbench", Version.text()).put("grader_version", GraderVersion.CURRENT);
        RunDescription.write(estimates, json);
        return new Plan(info, json, tasks.stream().map(RegradeService::rekeyed).toList(), List.of(), List.of());
    }

    /// The task with keys of their own: `run --resume` must not take a verdict of earlier evidence for one of its own.
    private static Entry.Planned rekeyed(Entry.Planned planned) {
        return new Entry.Planned(planned.task(), planned.samples().stream()
                .map(sample -> Plan.recorded(planned.task(), sample.prediction(), GraderVersion.CURRENT)).toList());
    }

    private List<Change> write(Path folder, Plan plan, RecordedRun recorded, List<Entry.Planned> tasks,
            Regrader regrader) throws IOException, InterruptedException {
        List<Change> changes = new ArrayList<>();
        try (Ledger ledger = Ledger.open(folder, RecordedRun.read(folder))) {
            ledger.append(new Entry.Began(Instant.now(), command, ThisMachine.seen()), () -> {});
            for (Entry entry : plan.entries()) ledger.append(entry, () -> {});
            for (int task = 0; task < tasks.size(); task++) {
                Entry.Planned planned = tasks.get(task);
                for (int at = 0; at < planned.samples().size(); at++) {
                    Entry.Sample sample = planned.samples().get(at);
                    var key = new JobKey(planned.task().id(), sample.prediction().sample(), sample.key());
                    Optional<Entry.Finished> result = recorded.result(key);
                    if (result.isEmpty()) continue;
                    var grade = regrader.grade(planned.task(), sample.prediction(), result.get());
                    String was = result.get().grade().verdict().word();
                    if (!was.equals(grade.verdict().word()))
                        changes.add(new Change(key.task(), key.sample(), was, grade.verdict().word(), grade.why()));
                    ledger.append(new Entry.Finished(key.task(), key.sample(),
                            plan.tasks().get(task).samples().get(at).key(), result.get().evidence(), grade), () -> {});
                }
            }
            ledger.append(new Entry.Ended(Instant.now()), () -> {});
        }
        return changes;
    }
}
