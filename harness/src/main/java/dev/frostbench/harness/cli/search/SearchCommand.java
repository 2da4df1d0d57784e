package dev.frostbench.harness.cli.search;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Network;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotName;
import dev.frostbench.harness.build.NeededFixtures;
import dev.frostbench.harness.cli.console.BuildReport;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.Loudness;
import dev.frostbench.harness.cli.snapshot.SnapshotCommand;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.search.Node;
import dev.frostbench.harness.search.SandboxStates;
import dev.frostbench.harness.search.SearchResult;
import dev.frostbench.harness.search.Standing;
import dev.frostbench.harness.search.TreeSearch;
import dev.frostbench.harness.search.document.SearchFile;
import dev.frostbench.harness.search.document.SearchFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `search`: a tree of states, from a snapshot to the best one.
@Command(name = "search", sortOptions = false, description = {
        "Search a tree of states: fork one, try a command, freeze, score, and go on where it is best.",
        "docs/search.md tells how such a file is written."},
        footer = {"",
                "Exit codes: 0 done; 1 the file has a goal, and no state reached it.",
                "States that get no name are gone when the search ends."})
public final class SearchCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SEARCH", description = "A YAML file that says what to search, and how.")
    private Path file;

    @Option(names = "--keep", paramLabel = "NAME", description = "Name the best state, so that it stays.")
    private String keep;

    @Option(names = "--keep-all", paramLabel = "NAME",
            description = "Name every state, NAME/n0 and so on, so that each can be opened later.")
    private String keepAll;

    @Option(names = "--patches", description = "Write a patch for each state from the one before, too.")
    private boolean patches;

    @Option(names = "--workers", paramLabel = "N", description = "Sandboxes at a time; by default one a processor.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the reports go; by default reports/searches/<name>-<time>.")
    private Path out;

    @Mixin
    private Loudness loudness;

    public SearchCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        if (workers < 1)
            throw new BadInput(Problem.of("search", "--workers", "cannot be " + workers, "give a number from 1"));
        if (keep != null) SnapshotName.checked(keep);
        if (keepAll != null) SnapshotName.checked(nameOf(99_999));
        SearchFile asked = SearchFile.read(file);
        Places places = Places.of(settings);
        Path folder = out != null ? out
                : Path.of("reports/searches", asked.name() + "-" + TIME.format(LocalDateTime.now()));
        SearchFolder reports = SearchFolder.claim(places.working().resolve(folder));
        try (Machine machine = Machine.open(places)) {
            var options = new ForkOptions(Limits.standard(), asked.network() ? Network.HOST : Network.NONE,
                    asked.environment());
            var how = new SandboxStates.Settings(snapshot -> machine.runtime().fork(snapshot, options), asked.workdir(),
                    payer(), keepAll != null);
            try (SandboxStates states = SandboxStates.open(machine.store(), machine.runtime(),
                    root(machine, places, asked), how)) {
                return search(machine, asked, states,
                        new SearchReporting(spec, asked, machine.store(), reports, folder));
            }
        }
    }

    private int search(Machine machine, SearchFile asked, SandboxStates states, SearchReporting reporting)
            throws IOException, InterruptedException {
        var progress = new SearchProgress(loudness.lines(spec.commandLine().getErr()));
        Map<Integer, String> kept = new TreeMap<>();
        TreeSearch search = new TreeSearch(asked.search(), states, workers, node -> {
            if (keepAll != null && node.state().isPresent()) name(machine, node, nameOf(node.id()), kept);
            progress.added(node);
        });
        try (SearchInterruption _ = new SearchInterruption(search)) {
            SearchResult result = search.run();
            if (result.tree().root().standing() instanceof Standing.Unscored(_, String reason)
                    && result.sandboxes() > 0)
                throw unscored(reason, result.tree().root());
            Optional<Node> best = result.tree().best();
            if (keep != null && best.isPresent()) name(machine, best.get(), keep, kept);
            return reporting.report(result, kept, patches);
        }
    }

    private BadInput unscored(String reason, Node root) {
        String printed = root.trace().scoring().strip();
        return new BadInput(Problem.of(file.toString(), "the root", "has no score: " + reason
                + (printed.isEmpty() ? "" : "\n" + printed.indent(4).stripTrailing()),
                "mend 'score', or what it runs"));
    }

    private static void name(Machine machine, Node node, String name, Map<Integer, String> kept) throws IOException {
        machine.store().name(name, node.state().orElseThrow().snapshot().digest());
        kept.put(node.id(), name);
    }

    private String nameOf(int node) {
        return keepAll + "/n" + node;
    }

    private Payer payer() {
        return keepAll != null ? Payer.toward(nameOf(0)) : keep != null ? Payer.toward(keep) : Payer.DEFAULT;
    }

    /// The snapshot where the search begins. A fixture that is not built is built.
    private Snapshot root(Machine machine, Places places, SearchFile asked) throws IOException, InterruptedException {
        FixtureLibrary library = machine.library(places.recipes(file.toAbsolutePath().getParent()), Map.of());
        if (!library.recipes().contains(asked.from()))
            return SnapshotCommand.find(machine.store(), "search", asked.from());
        try (BuildReport report = loudness.builds(places)) {
            return new NeededFixtures(library, Set.of(asked.from()), "").build(report).orThrow().get(asked.from());
        }
    }
}
