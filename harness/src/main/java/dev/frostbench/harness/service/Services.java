package dev.frostbench.harness.service;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Sandbox;
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
/// 1. Nothing of a run is tried without its services. What keeps one from running is an error before the first task.
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
    public Origins provide(Collection<Task> tasks, Map<String, Snapshot> fixtures)
            throws IOException, InterruptedException {
        Map<Origins.Place, Origin.Frozen> services = new HashMap<>();
        for (var wanted : wanted(tasks).entrySet()) {
            Snapshot files = fixtures.get(wanted.getKey().fixture());
            if (files == null) continue;
            ServiceState state = wanted.getValue();
            services.put(wanted.getKey(), new Origin.Frozen(state.service(), provide(state, files)));
        }
        return new Origins(fixtures, services);
    }

    private Map<Origins.Place, ServiceState> wanted(Collection<Task> tasks) {
        Map<Origins.Place, ServiceState> wanted = new LinkedHashMap<>();
        for (Task task : tasks) {
            Part part = suite.part(task);
            if (part.service().isEmpty()) continue;
            Limits limits = SandboxLimits.of(part.open().settings().limits());
            wanted.computeIfAbsent(new Origins.Place(part.name(), task.fixture()),
                    place -> new ServiceState(suite.name(), place.part(), part.service().get(), place.fixture(),
                            limits));
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
            throw new IOException(state.told() + " cannot be used: " + failure.getMessage(), failure);
        }
        Optional<String> fault = fault(state, made);
        if (fault.isPresent())
            throw new IOException(state.told() + " was frozen, and does not run in a fork: " + fault.get());
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
            awaitIn(sandbox, state.check());
            return Optional.empty();
        } catch (IOException fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        }
    }

    /// Waits until a service is there in a new sandbox.
    ///
    /// @throws IOException if it is not: then the machine has failed, for nothing else has run there yet
    public static void awaitIn(Sandbox sandbox, Service service) throws IOException, InterruptedException {
        awaitIn(sandbox, new ReadyCheck(service.ready(), service.patience()));
    }

    private static void awaitIn(Sandbox sandbox, ReadyCheck check) throws IOException, InterruptedException {
        if (!check.await(sandbox, () -> false))
            throw new IOException("the check '" + check.command() + "' of its service has not succeeded within "
                    + check.longest().toMillis() / 1000.0 + " s");
    }
}
