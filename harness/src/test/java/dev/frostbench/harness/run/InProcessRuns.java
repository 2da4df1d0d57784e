package dev.frostbench.harness.run;

import dev.frostbench.documents.Problem;
import dev.frostbench.harness.build.BuildListener;
import dev.frostbench.harness.build.PythonChoice;
import dev.frostbench.harness.execute.EndStates;
import dev.frostbench.harness.execute.Progress;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.LedgerMerge;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.suites.selection.PredictionSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A program that uses the run service without a command line or a terminal. It prints the outcome of each run in a
/// line.
public final class InProcessRuns {

    private enum Start {
        NEW(OptionalInt.empty()), COLD(OptionalInt.empty()), STOPPED(OptionalInt.of(1)), RESUMED(OptionalInt.of(1));

        /// A run that is stopped needs only one task.
        private final OptionalInt limit;

        Start(OptionalInt limit) {
            this.limit = limit;
        }
    }

    private final Path folder;
    private final RunService service;

    private InProcessRuns(Path folder) {
        this.folder = folder;
        this.service = new RunService(Places.of(Settings.here()));
    }

    /// @param arguments the folder of the suite
    public static void main(String[] arguments) throws Exception {
        var runs = new InProcessRuns(Path.of(arguments[0]));
        runs.run("whole", Share.WHOLE, Start.NEW);
        runs.run("cold", Share.WHOLE, Start.COLD);
        List<Path> shards = new ArrayList<>();
        for (int number = 1; number <= 3; number++)
            shards.add(runs.run("shard-" + number, new Share(number, 3), Start.NEW));
        runs.merge(shards);
        runs.run("stopped", Share.WHOLE, Start.STOPPED);
        runs.run("stopped", Share.WHOLE, Start.RESUMED);
    }

    private Path run(String name, Share share, Start start) throws Exception {
        var place = new RunPlace(Optional.of(folder.resolve(name)), Optional.of("run-1"), start == Start.RESUMED,
                false);
        var request = new RunRequest(new SuiteChoice(folder.resolve("suite.yaml"), Optional.empty(), List.of()),
                new PredictionSource.Default(), start.limit, OptionalDouble.empty(), place,
                new RunRequest.Fixtures(false, PythonChoice.NONE, Set.of(), Optional.empty()), Optional.empty(), 1,
                share, Optional.empty(), EndStates.Which.NONE, start == Start.COLD, 2,
                List.of("in process"));
        var listener = new Counting(start == Start.STOPPED);
        RunOutcome outcome = service.run(request, listener);
        System.out.println(switch (outcome) {
            case RunOutcome.Reported(Path where, var record, _, _) ->
                where.getFileName() + " " + record.info().runId() + " reported";
            case RunOutcome.Prepared(Path where, _) -> where.getFileName() + " prepared";
            case RunOutcome.ShareDone(Path where, _, _) -> where.getFileName() + " done";
            case RunOutcome.Stopped(Path where) -> where.getFileName() + " stopped";
        } + ", " + listener.finished + " of " + listener.total + " tried");
        return outcome.folder();
    }

    private void merge(List<Path> shards) throws IOException, InterruptedException {
        LedgerMerge.Merged what = new MergeService(shards, Optional.of(folder.resolve("merged"))).merge().merged();
        System.out.println("merged, " + what.left() + " left, " + what.torn().size() + " torn");
    }

    private static final class Counting implements RunListener {

        private final boolean stops;
        private final AtomicInteger finished = new AtomicInteger();
        private int total;

        Counting(boolean stops) {
            this.stops = stops;
        }

        @Override
        public void warning(Problem warning) {
            System.out.println("warning " + warning);
        }

        @Override
        public BuildListener builds() {
            throw new IllegalStateException("wanted what is built alone");
        }

        @Override
        public void told(String line) {
            System.out.println("told " + line);
        }

        @Override
        public void locked(Path file) {
            System.out.println("locked " + file);
        }

        @Override
        public void machineChanged(Set<String> whats, String renewal) {
            System.out.println("changed " + whats);
        }

        @Override
        public void ledgerTorn() {
            System.out.println("torn");
        }

        @Override
        public Attendance attend(RunControl control) {
            try {
                if (stops) control.stop();
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
            return () -> {};
        }

        @Override
        public Progress progress() {
            return new Progress() {
                @Override
                public void begins(int samples, int before) {
                    total = samples;
                }

                @Override
                public void started(Job job) {}

                @Override
                public void finished(Entry.Finished result) {
                    finished.incrementAndGet();
                }

                @Override
                public void note(String line) {
                    System.out.println("note " + line);
                }

                @Override
                public void close() {}
            };
        }
    }
}
