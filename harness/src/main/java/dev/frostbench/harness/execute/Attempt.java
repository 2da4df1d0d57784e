package dev.frostbench.harness.execute;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.sandbox.WarmStart;
import dev.frostbench.harness.machine.MachineLoad;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.harness.plan.Origin;
import dev.frostbench.harness.service.SandboxLimits;
import dev.frostbench.harness.service.Services;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.FileSeen;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.Pass;
import dev.frostbench.suites.procedure.Procedure.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// One attempt at a procedure: a fresh sandbox for each pass, its steps in order, and everything observed.
final class Attempt {

    private final SandboxRuntime runtime;
    private final Origin origin;
    private final Procedure procedure;
    private final BiPredicate<String, Evidence> needs;
    private final OpenSandboxes open;
    private final List<Observation> observations = new ArrayList<>();
    private final List<FileSeen> files = new ArrayList<>();
    private final Set<Limits.Kind> softLimits = new TreeSet<>();
    private final List<String> apart = new ArrayList<>();
    private final ReadWriteLock room;
    private final Optional<ForkAhead> ahead;
    private final Job job;
    private final EndStates states;
    private final boolean cold;
    private Optional<EndStates.Draft> end = Optional.empty();

    /// @param ahead the fork for the first pass; the caller closes it
    /// @param room a pass that holds its write lock runs alone
    /// @param states what becomes of the state in which the first pass ends
    /// @param cold whether no command may be forked from a running interpreter
    Attempt(SandboxRuntime runtime, Job job, Optional<ForkAhead> ahead, OpenSandboxes open, ReadWriteLock room,
            EndStates states, boolean cold) {
        this.ahead = ahead;
        this.cold = cold;
        this.job = job;
        this.states = states;
        var prediction = job.sample().prediction();
        this.runtime = runtime;
        this.origin = job.origin();
        this.procedure = job.procedure(Controls.drawn(job.depth()));
        this.needs = (pass, soFar) -> job.evaluation().needs(job.task(), prediction, pass, soFar);
        this.open = open;
        this.room = room;
    }

    /// Throws if the machine, not the prediction, kept the procedure from being carried out.
    Evidence carryOut() throws IOException, InterruptedException {
        var options = options(procedure, cold);
        if (ahead.isPresent()) ahead.get().await();
        for (Pass pass : procedure.passes()) {
            if (!observations.isEmpty() && !needs.test(pass.name(), seen())) continue;
            Lock place = pass.alone() ? room.writeLock() : room.readLock();
            place.lockInterruptibly();
            try {
                carryOut(pass, options);
            } finally {
                place.unlock();
            }
        }
        return seen();
    }

    /// The state in which the first pass ended; empty if no state is kept. The caller settles it.
    Optional<EndStates.Draft> end() {
        return end;
    }

    /// How its sandboxes are forked.
    static ForkOptions options(Procedure procedure, boolean cold) {
        var options = ForkOptions.standard().limits(SandboxLimits.of(procedure.limits()));
        if (cold) return options;
        return procedure.warm()
                .map(warm -> options.warm(new WarmStart.Python(warm.modules(), warm.ahead(), warm.rehearsal())))
                .orElse(options);
    }

    private void carryOut(Pass pass, ForkOptions options) throws IOException, InterruptedException {
        Sandbox sandbox = fork(options);
        try {
            open.add(sandbox);
            if (origin.service().isPresent()) Services.awaitIn(sandbox, origin.service().get());
            softLimits.addAll(sandbox.softLimits());
            if (pass.alone()) apart.add(pass.name());
            carryOut(pass, sandbox);
            if (pass.equals(procedure.passes().getFirst())) end = states.freeze(runtime, sandbox, job);
        } finally {
            open.closeSoon(sandbox);
        }
    }

    /// The first pass gets the sandbox that was forked ahead, if there is one.
    private Sandbox fork(ForkOptions options) throws IOException {
        Optional<Sandbox> ready = ahead.flatMap(fork -> fork.take(options));
        return ready.isPresent() ? ready.get() : runtime.fork(origin.forked(), options);
    }

    private Evidence seen() {
        return new Evidence(origin.fixture().digest().text(), notes(), observations, files, Optional.empty());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(procedure.notes());
        if (!softLimits.isEmpty())
            notes.add("soft limits, for want of a control group: " + String.join(", ", names(softLimits)));
        origin.service().ifPresent(frozen -> notes.add("its service was found running in each sandbox, forked from "
                + frozen.snapshot().digest().text()));
        for (String pass : apart)
            notes.add("tried again with nothing beside it (" + pass
                    + "), for it had run out of time while it waited for a processor");
        return notes;
    }

    /// Carries out steps up to the first that stops.
    private void carryOut(Pass pass, Sandbox sandbox) throws IOException, InterruptedException {
        for (Step step : pass.steps()) {
            boolean passed = switch (step) {
                case Step.Write write ->
                    WrittenFile.write(write.path(), write.content(), write.mode(), ran(pass), sandbox);
                case Step.Read read -> {
                    files.add(new FileSeen(pass.name(), read.name(), read.path(), ReadBack.of(read, sandbox)));
                    yield true;
                }
                case Step.WriteBack back -> writeBack(pass, back, sandbox);
                case Step.Run run -> carryOut(pass, run, sandbox) || !run.stopsUnlessPassed();
            };
            if (!passed) return;
        }
    }

    /// Whether anything ran in a pass so far.
    private boolean ran(Pass pass) {
        return observations.stream().anyMatch(seen -> seen.pass().equals(pass.name()));
    }

    /// Whether the file was there to be written.
    private boolean writeBack(Pass pass, Step.WriteBack back, Sandbox sandbox) throws IOException {
        Optional<FileSeen> file = seen().file(back.pass(), back.read());
        if (file.isEmpty() || !(file.get().content() instanceof FileSeen.Content.Kept kept) || !kept.isWhole())
            return false;
        return WrittenFile.write(back.path(), kept.bytes(), back.mode(), ran(pass), sandbox);
    }

    /// Whether one of the alternatives passed.
    private boolean carryOut(Pass pass, Step.Run run, Sandbox sandbox) throws IOException, InterruptedException {
        for (int alternative = 0; alternative < run.alternatives().size(); alternative++) {
            Outcome outcome = sandbox.run(command(run.alternatives().get(alternative)));
            observations.add(observation(pass, run, alternative, outcome));
            if (outcome.succeeded()) return true;
        }
        return false;
    }

    private Command command(Invocation invocation) {
        return Command.of(invocation.argv())
                .environment(invocation.environment())
                .workdir(invocation.workdir())
                .stdin(invocation.stdin())
                .timeout(invocation.timeout())
                .clock(Command.Clock.UNQUEUED)
                .output(new Command.Output.Memory(procedure.limits().outputBytes(), true));
    }

    private Observation observation(Pass pass, Step.Run run, int alternative, Outcome outcome) throws IOException {
        Invocation invocation = run.alternatives().get(alternative);
        Ending ending = endedForItsProcesses(outcome) ? new Ending.TimedOut(invocation.timeout())
                : ending(outcome.end());
        return new Observation(pass.name(), run.name(), invocation.shown(), alternative, ending, outcome.stdout(),
                outcome.droppedBytes(), outcome.wall(), outcome.waited(), outcome.cpu(), outcome.peakMemoryBytes(),
                names(outcome.limitsHit()), MachineLoad.oneMinute());
    }

    /// If a cgroup limits the processes, a command that wants ever more goes on until its time is up. If there is no
    /// cgroup, the watcher ends the command. The score must be the same.
    private boolean endedForItsProcesses(Outcome outcome) {
        return outcome.end() instanceof Outcome.End.Signaled && softLimits.contains(Limits.Kind.PROCESSES)
                && outcome.limitsHit().contains(Limits.Kind.PROCESSES);
    }

    private static Set<String> names(Set<Limits.Kind> limits) {
        return limits.stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Ending ending(Outcome.End end) {
        return switch (end) {
            case Outcome.End.Exited(int code) -> new Ending.Exited(code);
            case Outcome.End.Signaled(int signal) -> new Ending.Signaled(signal);
            case Outcome.End.TimedOut(var limit) -> new Ending.TimedOut(limit);
        };
    }
}
