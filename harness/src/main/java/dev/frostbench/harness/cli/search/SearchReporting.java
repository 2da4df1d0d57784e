package dev.frostbench.harness.cli.search;

import dev.frostbench.fixtures.snapshot.patch.SnapshotPatch;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.search.End;
import dev.frostbench.harness.search.Node;
import dev.frostbench.harness.search.Score;
import dev.frostbench.harness.search.SearchResult;
import dev.frostbench.harness.search.document.Records;
import dev.frostbench.harness.search.document.SearchFile;
import dev.frostbench.harness.search.document.SearchFolder;
import dev.frostbench.reports.html.SearchPage;
import dev.frostbench.reports.search.SearchRecord;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// What the command says at its end, and the reports it writes.
///
/// @param folder the reports' folder as the user knows it
record SearchReporting(CommandSpec spec, SearchFile asked, LocalStore store, SearchFolder reports, Path folder) {

    /// @param kept the names of states, by their nodes
    /// @param patches whether each state gets a patch
    /// @return the exit code
    int report(SearchResult result, Map<Integer, String> kept, boolean patches) throws IOException {
        SearchRecord record = new Records(asked, store).of(result.tree(), Optional.of(result.end()), result.sandboxes(),
                kept);
        reports.write(record);
        String top = asked.workdir().orElse("/");
        Optional<SnapshotPatch> best = reports.writeBest(store, result.tree(), top);
        if (patches) reports.writeAll(store, result.tree(), top);
        say(result, record, kept);
        best.filter(patch -> !patch.left().isEmpty()).ifPresent(this::warn);
        return switch (result.end()) {
            case End.Broken _ -> ExitCode.MACHINE;
            case End.Stopped _ -> ExitCode.INTERRUPTED;
            case End.Goal _ -> ExitCode.DONE;
            case End.Exhausted _, End.Spent _ ->
                asked.search().goal().isPresent() ? ExitCode.NOT_REACHED : ExitCode.DONE;
        };
    }

    private void say(SearchResult result, SearchRecord record, Map<Integer, String> kept) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(TerminalText.line(SearchPage.end(record)));
        result.tree().best().ifPresent(best -> {
            for (Node node : result.tree().path(best))
                out.println("  n" + node.id() + "  " + node.score().map(Score::toString).orElse("")
                        + "  " + node.origin().map(origin -> TerminalText.line(origin.candidate().name()))
                                .orElse("the root"));
        });
        out.println(Plural.of(result.tree().nodes().size(), "node") + ", "
                + (result.sandboxes() == 1 ? "1 sandbox" : result.sandboxes() + " sandboxes"));
        if (kept.size() == 1)
            kept.forEach((node, name) -> out.println(
                    "n" + node + " is kept as " + name + "; open it with: ./frostbench shell " + name));
        if (kept.size() > 1) out.println(Plural.of(kept.size(), "state") + " are kept; tree.json has their names");
        out.println(folder.resolve("index.html"));
        out.flush();
    }

    private void warn(SnapshotPatch patch) {
        spec.commandLine().getErr().println("search: best.patch does not hold all of "
                + Plural.of(patch.left().size(), "changed path") + ", the first is " + patch.left().getFirst());
    }
}
