package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cluster.NodeShare;
import dev.frostbench.harness.cluster.Round;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `node`: what an engine starts on the nodes of a cluster.
@Command(name = "node", hidden = true,
        description = "Do one share of a run that another machine leads; clusters start this by themselves.",
        sortOptions = false)
public final class NodeCommand implements Callable<Integer> {

    /// How long the ledger may take to close after a signal. Then the process ends anyway; the ledger survives that.
    private static final int PATIENCE_SECONDS = 10;
    /// A process that SIGTERM ended.
    private static final int ENDED = 143;

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "I/N", description = "The share: 2/8.")
    private String share;

    @Option(names = "--round", paramLabel = "DIR", required = true,
            description = "The folder of the jobs, in the run's own.")
    private Path round;

    @Option(names = "--attempt", paramLabel = "ID", required = true, description = "A name that no other attempt has.")
    private String attempt;

    @Option(names = "--workers", paramLabel = "N", description = "Sandboxes at a time; by default one a processor.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--node-store", paramLabel = "DIR", description = "Copy fixtures to this folder of the node.")
    private Optional<Path> nodeStore = Optional.empty();

    public NodeCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        if (!attempt.matches("[A-Za-z0-9._-]{1,100}"))
            throw new BadInput(Problem.of("node", "--attempt", "cannot be a file's name",
                    "use letters, digits, '.', '_' and '-'"));
        if (workers < 1)
            throw new BadInput(Problem.of("node", "--workers", "cannot be " + workers, "give a number from 1"));
        PrintWriter out = spec.commandLine().getOut();
        var mine = new NodeShare(Round.of(round), Share.of(share, "share"), attempt, workers,
                nodeStore.map(Path::toAbsolutePath), spec.root().commandLine().getParseResult().originalArgs(),
                line -> {
                    out.println(line);
                    out.flush();
                });
        boolean done = mine.carryOut(Places.of(settings), Signal::new);
        out.println(done ? "done" : "stopped");
        return done ? ExitCode.DONE : ExitCode.INTERRUPTED;
    }

    /// SIGTERM, by which engines end a share. What is finished stays in the attempt's ledger.
    private static final class Signal implements NodeShare.Watch {

        private final NodeShare.Stop stop;
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Thread hook = new Thread(this::received, "signal");

        Signal(NodeShare.Stop stop) {
            this.stop = stop;
            Runtime.getRuntime().addShutdownHook(hook);
        }

        @Override
        public void close() {
            closed.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyStopping) {
                // the hook ends the process
            }
        }

        private void received() {
            try {
                stop.now();
                closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (IOException | InterruptedException failure) {
                System.err.println("while stopping: " + failure.getMessage());
            }
            Runtime.getRuntime().halt(ENDED);
        }
    }
}
