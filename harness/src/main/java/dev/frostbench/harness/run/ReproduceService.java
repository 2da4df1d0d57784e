package dev.frostbench.harness.run;

import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.archive.RecordedSuite;
import dev.frostbench.harness.archive.SuiteArchive;
import dev.frostbench.harness.build.FixtureRepository;
import dev.frostbench.harness.build.LeakCheck;
import dev.frostbench.harness.build.LeakReport;
import dev.frostbench.harness.build.PythonChoice;
import dev.frostbench.harness.execute.EndStates;
import dev.frostbench.harness.execute.LocalExecutor;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Version;
import dev.frostbench.harness.plan.Origins;
import dev.frostbench.harness.plan.Plan;
import dev.frostbench.harness.service.Elsewhere;
import dev.frostbench.harness.service.Services;
import dev.frostbench.reports.text.FirstNames;
import dev.frostbench.suites.selection.PredictionSource;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Does a recorded run again from its folder alone: rows and predictions from its ledger, the suite from its
/// `suite.zip`, fixtures by their digests. The new run has the id of the first, so that equal runs have equal reports.
///
/// @param run the folder of the recorded run
/// @param suite the suite file, if the run kept no copy and it is no longer where it was
/// @param out where the new run goes; `reports/runs/<name and time>` if empty
/// @param repository where fixtures that are not here are looked for before they are built
/// @param workers sandboxes at a time
/// @param command the words of the command line, or another name of the request's origin
public record ReproduceService(Places places, Path run, Optional<Path> suite, Optional<Path> out,
        Optional<FixtureRepository> repository, int workers, List<String> command) {

    /// How many tasks a warning names.
    private static final int NAMED = 4;

    /// Throws `BadInput` with what keeps the run from being done again.
    public RunOutcome reproduce(RunListener listener) throws IOException, InterruptedException {
        RecordedRun recorded = RecordedRun.read(run);
        RecordedInputs inputs = RecordedInputs.of(run, recorded);
        var target = RunTarget.choose(inputs.info().suite(), RunPlace.ofNew(out));
        RunFolder.checkNew(target.folder());
        try (RecordedSuite kept = RecordedSuite.open(run, inputs.madeFrom(), suite);
                Machine machine = Machine.open(places)) {
            ChosenTasks chosen = inputs.chosen(kept.suite());
            var services = new Services(machine, chosen.suite(), Elsewhere.NOWHERE, listener::told);
            List<Task> tasks = chosen.ofFixtures(inputs.fixtures().keySet());
            services.require(tasks, places.settings().engine());
            var fixtures = new RecordedFixtures(places, run.toString(), chosen, inputs.fixtures(), repository);
            Map<String, Snapshot> snapshots = fixtures.provide(machine, listener);
            LeakReport leaks = new LeakCheck(machine.store(), run.toString(), chosen.answers(),
                    inputs.allowedLeaks()).check(snapshots);
            Plan plan = plan(inputs, chosen, services.provide(tasks, snapshots), leaks);
            warn(inputs.triedOtherwise(plan), listener);
            try (RunFolder folder = RunFolder.claim(target.folder(), false)) {
                Optional<SuiteArchive> archive = chosen.archive();
                if (archive.isPresent()) archive.get().write(folder.path());
                var session = new Session(request(chosen, inputs.depth()), listener, folder.path());
                var executor = new LocalExecutor(machine.sandboxes(), workers);
                if (!session.carryOut(executor, plan, RecordedRun.read(folder.path())))
                    return new RunOutcome.Stopped(folder.path());
                return Rendering.render(folder.path(), List.of());
            }
        }
    }

    private static Plan plan(RecordedInputs inputs, ChosenTasks chosen, Origins origins, LeakReport leaks) {
        ObjectNode json = inputs.madeFrom().deepCopy();
        json.put("frostbench", Version.text());
        new TaskDefences(chosen, inputs.depth(), leaks).write(json);
        return Plan.of(inputs.info(), json, new Plan.Inputs(chosen.selection().tasks(),
                chosen.selection().predictions(), chosen::evaluation, origins, inputs.notBuilt(),
                inputs.runsEmpty(), inputs.depth()));
    }

    private void warn(List<String> tasks, RunListener listener) {
        if (tasks.isEmpty()) return;
        listener.warning(Problem.of(run.toString(), FirstNames.of(tasks, NAMED),
                "are tried in another way by this version than they were", "take the Frostbench of then"));
    }

    private RunRequest request(ChosenTasks chosen, int depth) {
        return new RunRequest(chosen.choice(), new PredictionSource.None(), OptionalInt.empty(),
                OptionalDouble.empty(), RunPlace.ofNew(out),
                new RunRequest.Fixtures(true, PythonChoice.NONE, Set.of(), repository), Optional.empty(), depth,
                Share.WHOLE, Optional.empty(), EndStates.Which.NONE, false, workers, command);
    }
}
