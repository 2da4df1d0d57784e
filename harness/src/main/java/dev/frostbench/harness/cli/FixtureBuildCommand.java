package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.recipe.FixtureLibrary.Unrepeated;
import dev.frostbench.fixtures.snapshot.SnapshotDiff.Change;
import dev.frostbench.harness.cli.SuiteInputs.Chosen;
import dev.frostbench.harness.fixture.BuildReport;
import dev.frostbench.harness.fixture.DiskRoom;
import dev.frostbench.harness.fixture.FixtureBuilds;
import dev.frostbench.harness.fixture.Places;
import dev.frostbench.harness.fixture.Workshop;
import dev.frostbench.reports.TerminalText;
import dev.frostbench.suites.PredictionSource;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `fixture build`: builds side by side; what is built already takes no time, so a build that was stopped goes on.
@Command(name = "build", description = "Build fixtures and what they stand on.", sortOptions = false)
final class FixtureBuildCommand implements Callable<Integer> {

    /// What must be free in the store before a build starts, in bytes.
    private static final long ROOM = 2L << 30;
    /// Files named of a step that differs.
    private static final int SHOWN = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME",
            description = "Names of recipes; with --suite, by default all that its tasks need.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--suite", paramLabel = "SUITE", description = "The suite that makes these recipes from its data.")
    private Path suite;

    @Option(names = "--dataset", paramLabel = "F", description = "The suite's data set.")
    private Path dataset;

    @Option(names = "--instance", paramLabel = "ID", description = "Only what this task needs; may be given again.")
    private List<String> instances = new ArrayList<>();

    @Option(names = "--workers", paramLabel = "N", description = "Builds at a time; by default one a processor.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--check",
            description = "Then build each a second time, and name the files that differ; exit code 3 if any do.")
    private boolean check;

    @Option(names = "--renew",
            description = "Take interpreters and programs as this machine has them now, also where fixtures were"
                    + " frozen with"
                    + " others; with --python that Python from now on.")
    private boolean renew;

    @Mixin
    private PythonOption python;

    @Override
    public Integer call() throws Exception {
        if (workers < 1)
            throw wrong("--workers", "must be 1 or more, got " + workers, "leave it out for one a processor");
        Places places = Places.of(System.getenv());
        Optional<Chosen> chosen = chosen();
        Set<String> wanted = wanted(chosen);
        DiskRoom.require(places.store(), ROOM, "a build");
        try (Workshop workshop = Workshop.open(places)) {
            List<Path> folders = chosen.map(from -> from.recipeFolders(places)).orElseGet(() -> places.recipes(null));
            Map<String, JsonNode> generated = chosen.map(Chosen::everyRecipe).orElse(Map.of());
            FixtureLibrary library = workshop.library(folders, generated,
                    Workshop.settings().python(python.asked()).renewing(renew));
            python.check(library, wanted);
            FixtureBuilds.Result result;
            try (BuildReport report = BuildReport.onStandardError(places.store())) {
                result = new FixtureBuilds(library, report).build(wanted, false, workers);
            }
            var out = spec.commandLine().getOut();
            result.built().forEach((name, snapshot) -> out.println(name + " " + snapshot.digest()));
            out.flush();
            result.orThrow();
            return check ? checked(places, library, result.built().keySet()) : ExitCode.DONE;
        }
    }

    private int checked(Places places, FixtureLibrary library, Set<String> fixtures) throws Exception {
        Set<Unrepeated> unrepeated = new LinkedHashSet<>();
        try (BuildReport report = BuildReport.onStandardError(places.store())) {
            for (String fixture : fixtures) unrepeated.addAll(library.check(fixture, report));
        }
        var out = spec.commandLine().getOut();
        for (Unrepeated step : unrepeated) {
            out.println(step.fixture() + ", step '" + TerminalText.line(step.step()) + "': another tree each time");
            List<Change> shown = step.changes().stream().limit(SHOWN).toList();
            int width = SnapshotDiffCommand.width(shown);
            shown.forEach(change -> out.println("  " + SnapshotDiffCommand.line(change, width)));
            if (step.changes().size() > SHOWN) out.println("  and " + (step.changes().size() - SHOWN) + " more");
        }
        if (unrepeated.isEmpty()) out.println("built twice: equal to the byte");
        out.flush();
        return unrepeated.isEmpty() ? ExitCode.DONE : ExitCode.MACHINE;
    }

    private Optional<Chosen> chosen() {
        if (suite == null && (dataset != null || !instances.isEmpty()))
            throw wrong("--dataset and --instance", "belong to a suite, and none is given", "add --suite SUITE");
        if (suite == null) return Optional.empty();
        var inputs = new SuiteInputs();
        inputs.suiteFile = suite;
        inputs.dataset = dataset;
        inputs.instances = instances;
        return Optional.of(inputs.choose(new PredictionSource.Empty(), OptionalInt.empty(), Optional.empty()));
    }

    private Set<String> wanted(Optional<Chosen> chosen) {
        if (!names.isEmpty()) return new LinkedHashSet<>(names);
        if (chosen.isEmpty())
            throw wrong("NAME", "is missing", "name a recipe (see: ./frostbench fixture list), or give --suite");
        Set<String> wanted = new LinkedHashSet<>();
        for (Task task : chosen.get().selection().tasks()) wanted.add(task.fixture());
        return wanted;
    }

    private static BadInput wrong(String subject, String what, String cure) {
        return new BadInput(Problem.of("fixture build", subject, what, cure));
    }
}
