package dev.frostbench.harness.cli.runs;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.cli.snapshot.FreedText;
import dev.frostbench.harness.execute.EndStates;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.harness.run.RunFolders;
import dev.frostbench.harness.run.RunSheet;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `runs`: the runs that are there.
@Command(name = "runs", description = "List, show and remove runs.", synopsisSubcommandLabel = "COMMAND")
public final class RunsCommand {

    /// So many folders are named that cannot be read.
    private static final int SHOWN = 3;
    private static final String RUN = "A run's folder, or its id below reports/runs.";

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    public RunsCommand(Settings settings) {
        this.settings = settings;
    }

    @Command(name = "list", description = "List the runs of a folder, oldest first.")
    int list(@Parameters(arity = "0..1", paramLabel = "DIR",
            description = "The folder; reports/runs if it is left out.") String folder,
            @Option(names = "--json", description = "As JSON, an array; sizes in bytes.") boolean json)
            throws IOException {
        Path top = folder == null ? RunFolders.STANDARD : Path.of(folder);
        if (folder != null && (folder.isBlank() || !Files.isDirectory(top)))
            throw new BadInput(Problem.of("runs list", "'" + folder + "'", "is no folder", "name a folder of runs"));
        List<String> skipped = new ArrayList<>();
        List<RunSheet> sheets = Files.isDirectory(top) ? RunSheet.below(top, skipped) : List.of();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sheets.forEach(sheet -> array.add(RunSheetText.json(sheet)));
            out.println(array.toPrettyString());
        } else if (sheets.isEmpty()) out.println("no runs in " + top);
        else
            out.print(RunSheetText.table(sheets));
        PrintWriter notes = json ? spec.commandLine().getErr() : out;
        skipped.stream().limit(SHOWN).forEach(line -> notes.println("skipped: " + TerminalText.line(line)));
        if (skipped.size() > SHOWN) notes.println("skipped: " + (skipped.size() - SHOWN) + " more");
        return ExitCode.DONE;
    }

    @Command(name = "show", description = "Say how far a run is, what it scored and what it takes.")
    int show(@Parameters(paramLabel = "RUN", description = RUN) String run,
            @Option(names = "--json", description = "As JSON; sizes in bytes.") boolean json) throws IOException {
        RunSheet sheet = RunSheet.read(RunFolder.find(run, Path.of("")));
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.println(RunSheetText.json(sheet).toPrettyString());
        else
            out.print(RunSheetText.text(sheet));
        return ExitCode.DONE;
    }

    /// Removes the states that `run --keep` kept. Only then is the store asked.
    ///
    /// @return what to say of it; empty if there are none
    private String states(RunSheet sheet) throws IOException {
        boolean kept = sheet.scored().stream().flatMap(run -> run.circumstances().sittings().stream())
                .flatMap(sitting -> sitting.command().stream()).anyMatch(word -> word.startsWith("--keep"));
        if (!kept) return "";
        String prefix = EndStates.ofRun(sheet.scored().orElseThrow().info().runId());
        try (Machine machine = Machine.openForLess(Places.of(settings))) {
            List<String> names = machine.store().names().keySet().stream().filter(name -> name.startsWith(prefix))
                    .toList();
            return names.isEmpty() ? ""
                    : "; " + Plural.of(names.size(), "state") + ": "
                            + FreedText.of(machine.store().remove(names), "snapshots");
        }
    }

    @Command(name = "remove", description = "Remove the folders of runs, with all that is in them, and the states that"
            + " run --keep kept.")
    int remove(@Parameters(arity = "1..*", paramLabel = "RUN", description = RUN) List<String> runs)
            throws IOException {
        for (String run : runs) RunFolder.find(run, Path.of("")); // one that is not there keeps all others
        for (String run : runs) {
            try (RunFolder held = RunFolder.existing(run, Path.of(""))) {
                RunSheet sheet = RunSheet.read(held.path());
                String states = states(sheet);
                held.remove();
                spec.commandLine().getOut()
                        .println("removed " + held.path() + ", " + ByteSize.text(sheet.bytes()) + states);
            }
        }
        return ExitCode.DONE;
    }
}
