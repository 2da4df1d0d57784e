package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What `bench` and JMH measure, in nanoseconds:
///
///     request ──fork──▶ walls ──start──▶ first instruction    toFirstInstruction
///     request ──fork──▶ walls ──start──▶ command ends         toEnd
///     a sandbox that changed ──freeze──▶ snapshot             freeze
///     a program looks up names that do not exist              missingNames
final class Stopwatch {

    private static final String MISSING = """
            import os, time
            names = ['/none-%d' % i for i in range(1000)]
            before = time.perf_counter_ns()
            for name in names: os.access(name, os.F_OK)
            print(time.perf_counter_ns() - before)
            """;

    private Stopwatch() {}

    interface Fork {
        Sandbox open() throws IOException;
    }

    static long toFirstInstruction(Fork fork) throws IOException, InterruptedException {
        long before = System.nanoTime();
        try (Sandbox sandbox = fork.open()) {
            return first(sandbox) - before;
        }
    }

    /// The same in a sandbox that is open already.
    static long toFirstInstructionIn(Sandbox sandbox) throws IOException, InterruptedException {
        long before = System.nanoTime();
        return first(sandbox) - before;
    }

    private static long first(Sandbox sandbox) throws IOException, InterruptedException {
        byte[] printed = run(sandbox, "/first");
        // System.nanoTime is CLOCK_MONOTONIC, as in the program
        return ByteBuffer.wrap(printed).order(ByteOrder.nativeOrder()).getLong();
    }

    static long toEnd(Fork fork, String... command) throws IOException, InterruptedException {
        long before = System.nanoTime();
        try (Sandbox sandbox = fork.open()) {
            run(sandbox, command);
            return System.nanoTime() - before;
        }
    }

    /// From the request until the name of the new snapshot is on the disk; for a draft, until it can be forked.
    static long freeze(SandboxRuntime runtime, Snapshot snapshot, Change change, FreezeRequest request)
            throws IOException, InterruptedException {
        try (Sandbox sandbox = runtime.fork(snapshot, ForkOptions.standard())) {
            change.make(sandbox);
            long before = System.nanoTime();
            runtime.freeze(sandbox, request);
            return System.nanoTime() - before;
        }
    }

    /// Lookups of a thousand names that no layer has, in a folder that each layer has. Other sandboxes have looked them
    /// up before.
    static long missingNames(BenchSnapshots snapshots, Snapshot snapshot) throws IOException, InterruptedException {
        try (Sandbox sandbox = snapshots.fork(snapshot)) {
            return Long
                    .parseLong(new String(run(sandbox, BenchSnapshots.python(snapshot), "-S", "-c", MISSING)).strip());
        }
    }

    /// @return what it printed
    static byte[] run(Sandbox sandbox, String... command) throws IOException, InterruptedException {
        Outcome outcome = sandbox.run(Command.of(command));
        if (outcome.succeeded()) return outcome.stdout();
        throw new IOException(
                "a command of the benchmark failed: " + outcome.end() + " " + new String(outcome.stdout()));
    }
}
