package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.build.FixtureBuilds;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.cli.run.SuiteInputs.Chosen;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.machine.ThisMachine;
import dev.frostbench.harness.run.Plan;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.selection.PredictionSource;
import dev.frostbench.suites.swebench.recorded.RecordedLogs;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `grade`: verdicts from recorded logs, without a sandbox.
@Command(name = "grade", description = "Grade recorded logs in the official layout, without a sandbox.",
        sortOptions = false)
public final class GradeCommand implements Callable<Integer> {

    /// What stands in a run's description where a file of predictions would.
    static final String LOGS = "logs";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SuiteInputs inputs;

    @Option(names = "--logs", required = true, paramLabel = "DIR",
            description = "Folder with <model>/<instance>/test_output.txt at any depth, a run's own folder, or"
                    + " submissions of SWE-bench/experiments.")
    private Path logs;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the reports go; by default reports/runs/<run-id>.")
    private Path out;

    @Mixin
    private EstimateOption k;

    @Override
    public Integer call() throws Exception {
        k.check();
        if (!Files.isDirectory(logs))
            throw new BadInput(
                    Problem.of(logs.toString(), "the folder of logs", "is not there", "name a folder with --logs"));
        Chosen chosen = inputs.choose(new PredictionSource.Empty(), OptionalInt.empty(), Optional.empty());
        Warnings.print(chosen, spec);
        var target = RunTarget.choose(chosen.suite().name(), Optional.ofNullable(out), Optional.empty(), false);
        RunFolder.checkNew(target.folder());
        List<RecordedLogs.Recorded> found = found(chosen);
        boolean allReadable = readable(chosen, found);
        try (RunFolder folder = RunFolder.claim(target.folder(), false)) {
            var sheet = new RunSheet(chosen, inputs, Optional.of(LOGS), null, null, k,
                    new RunFixtures(FixtureBuilds.Result.NONE, Map.of()));
            write(folder, chosen, sheet, target.made(), found);
            Rendering.render(RecordedRun.read(folder.path()), folder.path(), spec.commandLine().getOut());
        }
        return allReadable ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }

    /// Tells each row whose parser is not known. What is recorded costs nothing to grade: the other rows are graded all
    /// the same.
    private boolean readable(Chosen chosen, List<RecordedLogs.Recorded> found) {
        Map<String, Problem> unreadable = chosen.selection().unreadable();
        if (unreadable.isEmpty()) return true;
        List<Problem> told = chosen.selection().unreadableTold();
        if (found.stream().allMatch(log -> unreadable.containsKey(log.prediction().taskId()))) throw new BadInput(told);
        var err = spec.commandLine().getErr();
        told.forEach(problem -> err.println(TerminalText.clean(problem.toString())));
        err.println("frostbench: what is recorded of " + Plural.of(unreadable.size(), "such row")
                + " is 'error'; the other logs are graded");
        err.flush();
        return false;
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

    private void write(RunFolder folder, Chosen chosen, RunSheet sheet, String runId,
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
            ledger.append(new Entry.Began(Instant.now(), spec.root().commandLine().getParseResult().originalArgs(),
                    ThisMachine.seen()), () -> {});
            for (Entry entry : plan.entries()) ledger.append(entry, () -> {});
            for (Entry.Finished result : results) ledger.append(result, () -> {});
            ledger.append(new Entry.Ended(Instant.now()), () -> {});
        }
    }
}
