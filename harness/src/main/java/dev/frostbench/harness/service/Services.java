package dev.frostbench.harness.service;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.local.ThawedProcesses;
import dev.frostbench.fixtures.snapshot.Damaged;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.ManifestEdit;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.objects.StoreLock;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.plan.Origin;
import dev.frostbench.harness.plan.Origins;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.file.Service;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The services that run beside the tasks of a run.
///
///     fixture ──start, await the check──▶ frozen ──fork──▶ the sandbox of a task, one for each of its passes
///                                            └── kept under a name: later runs, resumed ones and shards fork it too
///
/// 1. No task is tried without its service. One that cannot be made to run is told before the first task; its tasks end
///    as `error`, and the others are tried. If there are no others, the run ends.
/// 2. Each is tried in a fork before the run uses it. One that an earlier run froze and that cannot run here any more
///    is started anew.
///
/// @param elsewhere where services are looked for that this store does not have
/// @param told gets a line for each service that is started
public record Services(Machine machine, Suite suite, Elsewhere elsewhere, Consumer<String> told) {

    /// Before anything is built: whether services can run here at all.
    ///
    /// @throws BadInput if another program is to make the sandboxes
    /// @throws IOException with the cure, if there is no CRIU, or if nobody may freeze a service that is not frozen yet
    public void require(Collection<Task> tasks, Optional<String> engine) throws IOException {
        Map<Origins.Place, ServiceState> wanted = wanted(tasks);
        if (wanted.isEmpty()) return;
        String first = wanted.keySet().iterator().next().part();
        if (engine.isPresent())
            throw new BadInput(Problem.of(suite.file().toString(), "part '" + first + "'",
                    "has a service, and sandboxes of " + engine.get() + " cannot find it running",
                    "leave --backend " + engine.get() + " out"));
        boolean toFreeze = false;
        for (ServiceState state : wanted.values()) toFreeze |= machine.store().named(state.name()).isEmpty();
        try {
            machine.requireProcesses(toFreeze);
        } catch (IOException cannot) {
            throw new IOException("part '" + first + "' of " + suite.file() + " has a service, which cannot run here: "
                    + cannot.getMessage(), cannot);
        }
    }

    /// What the tasks' sandboxes are forked from.
    ///
    /// @param fixtures that are built, by name; tasks of others get nothing
    ///
    /// @throws IOException if no task is left that can be tried, because services cannot be made to run
    public Origins provide(Collection<Task> tasks, Map<String, Snapshot> fixtures)
            throws IOException, InterruptedException {
        Map<Origins.Place, Origin.Beside> services = new HashMap<>();
        for (var wanted : wanted(tasks).entrySet()) {
            Snapshot files = fixtures.get(wanted.getKey().fixture());
            if (files != null) services.put(wanted.getKey(), beside(wanted.getValue(), files));
        }
        var origins = new Origins(fixtures, services);
        List<Task> built = tasks.stream().filter(task -> fixtures.containsKey(task.fixture())).toList();
        if (!services.isEmpty() && built.stream().allMatch(task -> origins.of(task).trouble().isPresent()))
            throw new IOException("no task can be tried without its service; the causes are above");
        return origins;
    }

    private Origin.Beside beside(ServiceState state, Snapshot files) throws InterruptedException {
        try {
            return new Origin.Frozen(state.service(), state.placed(), provide(state, files));
        } catch (IOException | BadInput failure) {
            String why = state.placed() + " " + failure.getMessage();
            told.accept(why);
            return new Origin.Failed(state.service(), why);
        }
    }

    private Map<Origins.Place, ServiceState> wanted(Collection<Task> tasks) {
        Map<Origins.Place, ServiceState> wanted = new LinkedHashMap<>();
        for (Task task : tasks) {
            Part part = suite.part(task);
            if (part.service().isEmpty()) continue;
            Limits limits = SandboxLimits.of(part.open().settings().limits());
            wanted.computeIfAbsent(new Origins.Place(part.name(), task.fixture()),
                    place -> new ServiceState(suite, place.part(), part.service().get(), place.fixture(), limits));
        }
        return wanted;
    }

    /// Processes that want the same service start it once.
    private Snapshot provide(ServiceState state, Snapshot files) throws IOException, InterruptedException {
        try (StoreLock _ = machine.store().building(state.name())) {
            Optional<Snapshot> known = known(state, files);
            if (known.isPresent()) {
                Optional<String> fault = fault(state, known.get());
                if (fault.isEmpty()) return known.get();
                told.accept(state.told() + " was frozen before and cannot run again (" + fault.get()
                        + "); it is started anew");
            }
            return started(state, files);
        }
    }

    private Optional<Snapshot> known(ServiceState state, Snapshot files) throws IOException {
        Optional<Snapshot> here;
        try {
            here = machine.store().find(state.name()).filter(found -> state.is(found, files.digest()));
        } catch (Damaged again) {
            return Optional.empty();
        }
        return here.isPresent() ? here
                : elsewhere.find(state.name(), found -> state.is(found, files.digest()));
    }

    private Snapshot started(ServiceState state, Snapshot files) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Snapshot made;
        try {
            made = frozen(state, files);
        } catch (IOException failure) {
            throw new IOException("cannot be used: " + failure.getMessage(), failure);
        }
        Optional<String> fault = fault(state, made);
        if (fault.isPresent())
            throw new IOException("was frozen, and does not run in a fork: " + fault.get());
        machine.store().name(state.name(), made.digest());
        told.accept("%s was started and frozen in %.1f s, as %s".formatted(state.told(),
                (System.nanoTime() - began) / 1e9, state.name()));
        return made;
    }

    private Snapshot frozen(ServiceState state, Snapshot files) throws IOException, InterruptedException {
        Service service = state.service();
        Payer payer = Payer.toward(state.name());
        machine.store().requireRoom(payer, files);
        try (Sandbox sandbox = machine.runtime().fork(files, options(state))) {
            Execution running = new UntilReady(machine.runtime(), sandbox, state.check())
                    .start((words, output) -> command(service, words, output), service.command());
            var edit = new ManifestEdit(Map.of(), Optional.empty(), Optional.empty(), state.labels(files.digest()));
            return machine.runtime().concludeRunning(sandbox,
                    new FreezeRequest("service " + String.join(" ", service.command()), edit, payer), running,
                    service.reseed());
        }
    }

    private static Command command(Service service, List<String> words, Command.Output output) {
        Command command = Command.of(words).output(output);
        return service.workdir().map(command::workdir).orElse(command);
    }

    private static ForkOptions options(ServiceState state) {
        return ForkOptions.standard().limits(state.limits());
    }

    /// What keeps it from running in a fork; empty if nothing does.
    private Optional<String> fault(ServiceState state, Snapshot frozen) throws InterruptedException {
        try (Sandbox sandbox = machine.runtime().fork(frozen, options(state))) {
            awaitIn(sandbox, state.service());
            return Optional.empty();
        } catch (IOException fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        }
    }

    /// Waits until a service is there in a new sandbox.
    ///
    /// @throws IOException if it is not: then the machine has failed, for nothing else has run there yet
    public static void awaitIn(Sandbox sandbox, Origin.Frozen frozen) throws IOException, InterruptedException {
        try {
            awaitIn(sandbox, frozen.service());
        } catch (IOException failure) {
            throw new IOException(frozen.told() + " does not run in a fork: " + failure.getMessage(), failure);
        }
    }

    private static void awaitIn(Sandbox sandbox, Service service) throws IOException, InterruptedException {
        var check = new ReadyCheck(service.ready(), service.patience());
        if (check.await(sandbox, () -> !ThawedProcesses.remain(sandbox))) return;
        String trouble = ThawedProcesses.remain(sandbox)
                ? check.late() + "; raise its ready_timeout, or let it live on under another clock and other addresses"
                : "it has ended there; let it live on under another clock and with other random numbers";
        throw new IOException(trouble + " (docs/processes.md); it printed: " + UntilReady.printed(sandbox));
    }
}
