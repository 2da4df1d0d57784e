package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The same as `bench fork` and `bench freeze`, under JMH. Started by [Jmh].
///
/// JMH times whole calls, so `first` includes noticing that the command of one instruction has ended: some tenths of a
/// millisecond more than `fork_p50_ms`. Closing is not measured.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class SnapshotBenchmark {

    /// The snapshot that is forked.
    @State(Scope.Benchmark)
    public static class Subject {

        @Param({"1", "10", "100"})
        public int layers;

        /// Size of the lowest layer.
        @Param({"100000000", "5000000000"})
        public long baseBytes;

        private BenchSnapshots snapshots;
        private Snapshot snapshot;

        @Setup
        public void open() throws IOException, InterruptedException {
            snapshots = BenchSnapshots.open(Path.of(System.getProperty(Jmh.FOLDER)));
            snapshot = snapshots.snapshot(baseBytes, layers);
        }

        @TearDown
        public void close() throws IOException {
            snapshots.close();
        }

        Sandbox fork() throws IOException {
            return snapshots.fork(snapshot);
        }
    }

    /// Closes, unmeasured, what a call has opened.
    @State(Scope.Thread)
    public static class Opened {

        private Sandbox sandbox;

        @TearDown(Level.Invocation)
        public void close() throws IOException {
            sandbox.close();
        }
    }

    /// A sandbox with a change of 1 MB, for `freeze`.
    @State(Scope.Thread)
    public static class Changed {

        private Sandbox sandbox;

        @Setup(Level.Invocation)
        public void change(Subject subject) throws IOException, InterruptedException {
            sandbox = subject.fork();
            new Change(1).make(sandbox);
        }

        @TearDown(Level.Invocation)
        public void close() throws IOException {
            sandbox.close();
        }
    }

    @Benchmark
    public byte[] first(Subject subject, Opened opened) throws IOException, InterruptedException {
        opened.sandbox = subject.fork();
        return Stopwatch.run(opened.sandbox, "/first");
    }

    @Benchmark
    public byte[] python(Subject subject, Opened opened) throws IOException, InterruptedException {
        opened.sandbox = subject.fork();
        return Stopwatch.run(opened.sandbox, BenchSnapshots.python(subject.snapshot), "-c", "pass");
    }

    @Benchmark
    public Snapshot freeze(Subject subject, Changed changed) throws IOException {
        return subject.snapshots.runtime().freeze(changed.sandbox, FreezeRequest.by("bench"));
    }
}
