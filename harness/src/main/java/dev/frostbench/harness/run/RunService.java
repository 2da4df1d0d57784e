package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.archive.SuiteArchive;
import dev.frostbench.harness.build.FixtureBuilds;
import dev.frostbench.harness.cluster.ClusterExecutor;
import dev.frostbench.harness.cluster.ClusterRequest;
import dev.frostbench.harness.cluster.Engine;
import dev.frostbench.harness.cluster.PodRequest;
import dev.frostbench.harness.execute.EndStates;
import dev.frostbench.harness.execute.Executor;
import dev.frostbench.harness.execute.LocalExecutor;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.harness.machine.DiskRoom;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.plan.Origins;
import dev.frostbench.harness.plan.Plan;
import dev.frostbench.harness.service.Elsewhere;
import dev.frostbench.harness.service.Services;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Carries out runs: a request in, an outcome and a folder of reports out.
///
///     request ──▶ tasks ──▶ fixtures ──▶ plan ──▶ session ──▶ reports
///                   └ bad inputs are reported before anything is built or written
///
/// It knows neither a command line nor a terminal. The caller passes a [RunListener].
public record RunService(Places places) {

    /// What must be free in the store before a run starts, in bytes.
    private static final long ROOM_FOR_SANDBOXES = 512L << 20;
    /// What must be free on the disk of the reports, in bytes.
    private static final long ROOM_FOR_REPORTS = 64L << 20;

    /// Throws `BadInput` with everything that is wrong with the inputs, and `IOException` if the machine fails.
    public RunOutcome run(RunRequest request, RunListener listener) throws IOException, InterruptedException {
        ChosenTasks chosen = request.suite().with(request.predictions(), request.limit(), request.timeout());
        if (!chosen.selection().unreadable().isEmpty()) throw new BadInput(chosen.selection().unreadableTold());
        List<Problem> warnings = chosen.selection().warnings();
        warnings.forEach(listener::warning);
        var target = RunTarget.choose(chosen.suite().name(), request.place(), request.share());
        RunFolder.check(target.folder(), request.place().resume());
        Optional<Engine> engine = engine(request, List.of(target.folder(), places.store()));
        DiskRoom.require(target.folder(), ROOM_FOR_REPORTS, "reports");
        DiskRoom.require(places.store(), ROOM_FOR_SANDBOXES, "sandboxes");
        try (Machine machine = Machine.open(places)) {
            var services = new Services(machine, chosen.suite(), Elsewhere.NOWHERE, listener::told);
            Set<String> names = new LinkedHashSet<>(Plan.Inputs.fixtures(
                    chosen.selection().tasks(), chosen.selection().predictions(), request.runsEmpty()));
            List<Task> tasks = chosen.ofFixtures(names);
            services.require(tasks, places.settings().engine());
            if (engine.isEmpty()) machine.sandboxes(); // so that one that cannot be used is told before builds
            var fixtures = new RunFixtures.Provider(places, chosen, request.fixtures(), listener)
                    .provide(machine, names);
            Origins origins = services.provide(tasks, fixtures.result().built());
            try (RunFolder folder = RunFolder.claim(target.folder(), request.place().resume())) {
                RecordedRun recorded = RecordedRun.read(folder.path());
                Optional<SuiteArchive> archive = chosen.archive();
                Plan plan = plan(request, chosen, fixtures, origins, archive, target.id(recorded));
                if (archive.isPresent()) archive.get().write(folder.path());
                Executor executor = engine.isEmpty()
                        ? new LocalExecutor(machine.sandboxes(), request.workers(),
                                new EndStates(request.keep(), Optional.of(machine.store()), plan.info().runId()),
                                request.cold())
                        : new ClusterExecutor(folder.path(), plan.info().runId(), engine.get(),
                                request.cluster().orElseThrow(), places, request.workers());
                if (!new Session(request, listener, folder.path()).carryOut(executor, plan, recorded))
                    return stopped(request, folder.path(), executor);
                if (!request.share().isWhole()) return shareDone(folder.path(), request.share(), plan);
                return Rendering.render(folder.path(), warnings);
            }
        }
    }

    /// An engine that cannot be used is told before anything is built.
    ///
    /// @param shared the folders that all nodes must see
    private static Optional<Engine> engine(RunRequest request, List<Path> shared)
            throws IOException, InterruptedException {
        if (request.cluster().isEmpty()) return Optional.empty();
        Engine engine = request.cluster().get().open(shared.stream().map(Path::toAbsolutePath).toList());
        engine.check();
        return Optional.of(engine);
    }

    private static RunOutcome stopped(RunRequest request, Path folder, Executor executor) {
        if (executor instanceof ClusterExecutor cluster && cluster.isSubmittedOnly())
            return new RunOutcome.Prepared(folder,
                    request.cluster().flatMap(ClusterRequest::pods).flatMap(PodRequest::manifest).orElseThrow());
        return new RunOutcome.Stopped(folder);
    }

    private static RunOutcome shareDone(Path folder, Share share, Plan plan) throws IOException {
        return new RunOutcome.ShareDone(folder, share, Plan.failed(plan.jobs(), RecordedRun.read(folder)).size());
    }

    private static Plan plan(RunRequest request, ChosenTasks chosen, RunFixtures fixtures, Origins origins,
            Optional<SuiteArchive> archive, String id) throws IOException {
        var description = new RunDescription(chosen, request.predictions(), request.limit(), request.timeoutSeconds(),
                request.estimates(), request.depth(), fixtures, archive);
        FixtureBuilds.Result built = fixtures.result();
        return Plan.of(description.info(id), description.json(id), new Plan.Inputs(chosen.selection().tasks(),
                chosen.selection().predictions(), chosen::evaluation, origins, built.causes(),
                request.runsEmpty(), request.depth()));
    }
}
