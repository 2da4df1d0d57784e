package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.SuiteInputs.Chosen;
import dev.frostbench.harness.fixture.FixtureBuilds;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.run.Plan;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.suites.PredictionSource;
import dev.frostbench.suites.swebench.RecordedLogs;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `grade`: verdicts from recorded logs, without a sandbox.
@Command(name = "grade", description = "Grade recorded logs in the official layout, without a sandbox.", sortOptions = false)
final class GradeCommand implements Callable<Integer> {

    /// What stands in a run's description where a file of predictions would.
    static final String LOGS = "logs";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SuiteInputs inputs;

    @Option(names = "--logs", required = true, paramLabel = "DIR", description = "Folder with <model>/<instance>/test_output.txt at any depth, a run's own folder, or submissions of SWE-bench/experiments.")
    private Path logs;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the reports go; by default reports/runs/<run-id>.")
    private Path out;

    @Mixin
    private EstimateOption k;

    @Override
    public Integer call() throws Exception {
        k.check();
        if (!Files.isDirectory(logs))
            throw new BadInput(Problem.of(logs.toString(), "the folder of logs", "is not there", "name a folder with --logs"));
        Chosen chosen = inputs.choose(new PredictionSource.Empty(), OptionalInt.empty(), Optional.empty());
        Warnings.print(chosen, spec);
        var target = RunTarget.choose(chosen.suite().name(), Optional.ofNullable(out), Optional.empty(), false);
        RunFolder.check(target.folder(), false);
        List<RecordedLogs.Recorded> found = found(chosen);
        try (RunFolder folder = RunFolder.claim(target.folder(), false)) {
            var sheet = new RunSheet(chosen, inputs, Optional.of(LOGS), null, null, k, FixtureBuilds.Result.NONE);
            write(folder, chosen, sheet, target.made(), found);
            Rendering.render(RecordedRun.read(folder.path()), folder.path(), spec.commandLine().getOut());
        }
        return ExitCode.DONE;
    }

    private List<RecordedLogs.Recorded> found(Chosen chosen) throws IOException {
        var found = RecordedLogs.find(logs, chosen.selection().tasks().stream().map(Task::id).toList());
        found.unknown().forEach(folder -> spec.commandLine().getErr()
                .println(folder + ": no task of the suite has this name; left out"));
        if (found.logs().isEmpty())
            throw new BadInput(Problem.of(logs.toString(), "this folder", "holds no log of a task of the suite",
                    "give the folder above <model>/<instance>/test_output.txt, or above <submission>/logs"));
        return found.logs();
    }

    private static void write(RunFolder folder, Chosen chosen, RunSheet sheet, String runId,
            List<RecordedLogs.Recorded> logs) throws IOException, InterruptedException {
        List<Entry.Planned> tasks = new ArrayList<>();
        List<Entry.Finished> results = new ArrayList<>();
        var info = sheet.info(runId);
        for (Task task : chosen.selection().tasks()) {
            List<Entry.Sample> samples = new ArrayList<>();
            for (RecordedLogs.Recorded log : logs) {
                if (!log.prediction().taskId().equals(task.id())) continue;
                var sample = Plan.recorded(task, log.prediction(), info.graderVersion());
                samples.add(sample);
                results.add(new Entry.Finished(task.id(), log.prediction().sample(), sample.key(), log.evidence(),
                        log.grade(sheet.benchmark(task), task)));
            }
            tasks.add(new Entry.Planned(task, samples));
        }
        var plan = new Plan(info, sheet.json(runId), tasks, List.of(), results);
        try (Ledger ledger = Ledger.open(folder.path(), RecordedRun.read(folder.path()))) {
            for (Entry entry : plan.entries()) ledger.append(entry, () -> {});
            for (Entry.Finished result : results) ledger.append(result, () -> {});
        }
    }
}
