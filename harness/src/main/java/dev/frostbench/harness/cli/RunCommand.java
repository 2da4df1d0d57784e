package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.cli.SuiteInputs.Chosen;
import dev.frostbench.harness.fixture.BuildReport;
import dev.frostbench.harness.fixture.DiskRoom;
import dev.frostbench.harness.fixture.FixtureLocks;
import dev.frostbench.harness.fixture.NeededFixtures;
import dev.frostbench.harness.fixture.Places;
import dev.frostbench.harness.fixture.Workshop;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.run.Plan;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.suites.PredictionSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `run`: predictions in, scores out.
@Command(name = "run", description = "Try predictions in sandboxes and write the scores.", sortOptions = false)
final class RunCommand implements Callable<Integer> {

    /// What must be free in the store before a run starts, in bytes.
    private static final long ROOM_FOR_SANDBOXES = 512L << 20;
    /// What must be free where the reports go, in bytes.
    private static final long ROOM_FOR_REPORTS = 64L << 20;

    /// In seconds.
    private static final double LONGEST_TIMEOUT = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SuiteInputs inputs;

    @Option(names = "--predictions", paramLabel = "F", description = "The predictions; 'gold' tries each task's own solution, 'empty' tries no change at all.")
    private String predictions;

    @Option(names = "--workers", paramLabel = "N", description = "Sandboxes at a time; by default one a processor.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N tasks.")
    private Integer limit;

    @Option(names = "--timeout", paramLabel = "S", description = "Seconds a task's command may take, instead of the suite's.")
    private Double timeout;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the reports go; by default reports/runs/<run-id>.")
    private Path out;

    @Option(names = "--run-id", paramLabel = "ID", description = "A name for the run.")
    private String runId;

    @Option(names = "--resume", description = "Go on with a run that was stopped: only what is not finished or has changed.")
    private boolean resume;

    @Option(names = "--no-build", description = "Refuse to build fixtures.")
    private boolean noBuild;

    @Override
    public Integer call() throws Exception {
        check();
        Places places = Places.of(System.getenv());
        Chosen chosen = inputs.choose(source(), limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                Optional.ofNullable(timeout).map(seconds -> Duration.ofNanos((long) (seconds * 1e9))));
        var target = RunTarget.choose(chosen.suite().name(), Optional.ofNullable(out), Optional.ofNullable(runId), resume);
        RunFolder.check(target.folder(), resume);
        DiskRoom.require(target.folder(), ROOM_FOR_REPORTS, "reports");
        DiskRoom.require(places.store(), ROOM_FOR_SANDBOXES, "sandboxes");
        try (Workshop workshop = Workshop.open(places)) {
            Map<String, Snapshot> snapshots = fixtures(places, chosen, workshop);
            try (RunFolder folder = RunFolder.claim(target.folder(), resume)) {
                var recorded = RecordedRun.read(folder.path());
                var sheet = new RunSheet(chosen, inputs, predictionsName(), limit, timeout, snapshots);
                String id = target.id(recorded);
                var plan = Plan.of(sheet.info(id), sheet.json(id), new Plan.Inputs(chosen.selection().tasks(),
                        chosen.selection().predictions(), sheet::benchmark, snapshots, runsEmpty()));
                return new Session(spec, folder, workers).carryOut(workshop.store(), plan, recorded);
            }
        }
    }

    private Map<String, Snapshot> fixtures(Places places, Chosen chosen, Workshop workshop)
            throws IOException, InterruptedException {
        var names = new LinkedHashSet<>(Plan.Inputs.fixtures(
                chosen.selection().tasks(), chosen.selection().predictions(), runsEmpty()));
        var library = workshop.library(chosen.recipeFolders(places), chosen.recipes(names));
        var needed = new NeededFixtures(library, names, inputs.buildCommand());
        Map<String, Snapshot> snapshots = noBuild ? needed.built() : needed.build(new BuildReport(System.err));
        new FixtureLocks(chosen.suite().file(), chosen.suite().name(), places.store(), library).check(snapshots);
        return snapshots;
    }

    private PredictionSource source() {
        return switch (predictions) {
            case null -> new PredictionSource.Default();
            case "gold" -> new PredictionSource.Gold();
            case "empty" -> new PredictionSource.Empty();
            default -> new PredictionSource.File(Path.of(predictions));
        };
    }

    private boolean runsEmpty() {
        return "empty".equals(predictions);
    }

    private Optional<String> predictionsName() {
        return Optional.ofNullable(predictions);
    }

    private void check() {
        if (workers < 1) throw misuse("--workers", workers, "give a number from 1");
        if (limit != null && limit < 1) throw misuse("--limit", limit, "give a number from 1");
        if (timeout != null && !(timeout >= 0.001 && timeout <= LONGEST_TIMEOUT))
            throw misuse("--timeout", timeout, "give seconds above 0, up to 1,000,000");
    }

    private static BadInput misuse(String option, Number got, String cure) {
        return new BadInput(Problem.of("run", option, "cannot be " + got, cure));
    }
}
