package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.archive.SuiteArchive;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.machine.ThisMachine;
import dev.frostbench.harness.plan.Plan;
import dev.frostbench.reports.tally.Estimates;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.kind.RecordedLogs;
import dev.frostbench.suites.selection.PredictionSource;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/// Makes a run from logs that were recorded elsewhere: without a sandbox, with the same ledger and the same reports.
///
/// @param logs a folder of logs in one of the layouts of [RecordedLogs]
/// @param out where the reports go; `reports/runs/<run-id>` if empty
/// @param estimates which pass@k the reports show; the standard ones if empty
/// @param command the words of the command line, or another name of the request's origin
public record GradeService(SuiteChoice suite, Path logs, Optional<Path> out, Optional<Estimates> estimates,
        List<String> command) {

    /// Hears what is wrong with single inputs while the others are graded.
    public interface Listener {

        /// Something in the suite may mislead.
        void warning(Problem warning);

        /// A folder of the logs does not have the name of a task.
        void unknown(Path folder);

        /// No parser can judge these rows; their results are `error`.
        void unreadable(List<Problem> told, int rows);
    }

    public RunOutcome.Reported grade(Listener listener) throws IOException, InterruptedException {
        if (!Files.isDirectory(logs))
            throw new BadInput(
                    Problem.of(logs.toString(), "the folder of logs", "is not there", "name a folder with --logs"));
        ChosenTasks chosen = suite.tasks();
        List<Problem> warnings = chosen.selection().warnings();
        warnings.forEach(listener::warning);
        var target = RunTarget.choose(chosen.suite().name(), RunPlace.ofNew(out));
        RunFolder.checkNew(target.folder());
        List<RecordedLogs.Recorded> found = found(chosen, listener);
        tellUnreadable(chosen, found, listener);
        try (RunFolder folder = RunFolder.claim(target.folder(), false)) {
            Optional<SuiteArchive> archive = chosen.archive();
            if (archive.isPresent()) archive.get().write(folder.path());
            write(folder, plan(chosen, archive, target.made(), found));
            return Rendering.render(folder.path(), warnings);
        }
    }

    /// Reports the rows without a parser. The other rows are graded all the same, because recorded logs cost nothing to
    /// grade.
    private static void tellUnreadable(ChosenTasks chosen, List<RecordedLogs.Recorded> found, Listener listener) {
        Map<String, Problem> unreadable = chosen.selection().unreadable();
        if (unreadable.isEmpty()) return;
        List<Problem> told = chosen.selection().unreadableTold();
        if (found.stream().allMatch(log -> unreadable.containsKey(log.prediction().taskId()))) throw new BadInput(told);
        listener.unreadable(told, unreadable.size());
    }

    private List<RecordedLogs.Recorded> found(ChosenTasks chosen, Listener listener) throws IOException {
        RecordedLogs.Found found = search(chosen);
        found.unknown().forEach(listener::unknown);
        if (found.logs().isEmpty())
            throw new BadInput(Problem.of(logs.toString(), "this folder", "holds no log of a task of the suite",
                    "give the folder above <model>/<instance>/test_output.txt, or above <submission>/logs"));
        return found.logs();
    }

    /// Each kind of the suite searches for the logs of its official tool.
    private RecordedLogs.Found search(ChosenTasks chosen) throws IOException {
        List<RecordedLogs> readers = chosen.suite().parts().stream().map(Part::kind)
                .flatMap(kind -> kind.recordedLogs().stream()).distinct().toList();
        List<String> ids = chosen.selection().tasks().stream().map(Task::id).toList();
        List<RecordedLogs.Recorded> all = new ArrayList<>();
        Set<Path> unknown = new LinkedHashSet<>();
        for (RecordedLogs reader : readers) {
            RecordedLogs.Found found = reader.find(logs, ids);
            all.addAll(found.logs());
            unknown.addAll(found.unknown());
        }
        return new RecordedLogs.Found(all, List.copyOf(unknown));
    }

    private Plan plan(ChosenTasks chosen, Optional<SuiteArchive> archive, String runId,
            List<RecordedLogs.Recorded> logs) throws IOException {
        var description = new RunDescription(chosen, new PredictionSource.None(), OptionalInt.empty(),
                OptionalDouble.empty(), estimates, 0, RunFixtures.NONE, archive);
        var info = description.info(runId);
        List<Entry.Planned> tasks = new ArrayList<>();
        List<Entry.Finished> results = new ArrayList<>();
        for (Task task : chosen.selection().tasks()) {
            List<Entry.Sample> samples = new ArrayList<>();
            for (RecordedLogs.Recorded log : logs) {
                if (!log.prediction().taskId().equals(task.id())) continue;
                var sample = Plan.recorded(task, log.prediction(), info.graderVersion());
                samples.add(sample);
                results.add(new Entry.Finished(task.id(), log.prediction().sample(), sample.key(), log.evidence(),
                        log.grade(chosen.evaluation(task), task)));
            }
            tasks.add(new Entry.Planned(task, samples));
        }
        return new Plan(info, description.json(runId), tasks, List.of(), results);
    }

    private void write(RunFolder folder, Plan plan) throws IOException, InterruptedException {
        try (Ledger ledger = Ledger.open(folder.path(), RecordedRun.read(folder.path()))) {
            ledger.append(new Entry.Began(Instant.now(), command, ThisMachine.seen()), () -> {});
            for (Entry entry : plan.entries()) ledger.append(entry, () -> {});
            for (Entry.Finished result : plan.graded()) ledger.append(result, () -> {});
            ledger.append(new Entry.Ended(Instant.now()), () -> {});
        }
    }
}
