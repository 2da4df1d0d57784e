package dev.frostbench.harness.cli.nightly;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.nightly.NightlyFolder;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.ComparisonFiles;
import dev.frostbench.reports.history.History;
import dev.frostbench.reports.history.HistoryJson;
import dev.frostbench.reports.history.HistoryText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `history`: score, time, cost and flakiness over the runs of a folder.
@Command(name = "history", sortOptions = false,
        description = "Show score, time, cost and flakiness over the runs of a folder, oldest first.")
public final class HistoryCommand implements Callable<Integer> {

    private static final int SHORT = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR",
            description = "A folder of runs. Those that are damaged or not finished"
                    + " are named and left out.")
    private String folder;

    @Option(names = "--out", paramLabel = "DIR", description = "Write history.html, history.csv and flaky.csv into this"
            + " folder.")
    private Path out;

    @Option(names = "--json", description = "As JSON; times in seconds.")
    private boolean json;

    @Option(names = "--all", description = "List every flaky task on the terminal.")
    private boolean all;

    @Override
    public Integer call() throws Exception {
        Path place = Path.of(folder);
        if (!Files.isDirectory(place) || folder.isBlank())
            throw wrong("is no folder", List.of());
        if (out != null) RunFolder.checkPlace(out);
        NightlyFolder nights = NightlyFolder.read(place);
        if (nights.runs().isEmpty()) throw wrong("holds no finished run", nights.skipped());
        History history = History.of(folder, nights.runs().stream().map(NightlyFolder.Night::run).toList(),
                nights.skipped());
        PrintWriter printed = spec.commandLine().getOut();
        printed.print(json ? HistoryJson.of(history).toPrettyString() + System.lineSeparator()
                : new HistoryText(all ? Integer.MAX_VALUE : SHORT).render(history));
        if (out != null) {
            ComparisonFiles.write(history, out);
            if (!json) printed.println("reports: " + out.resolve("history.html"));
        }
        printed.flush();
        return ExitCode.DONE;
    }

    private BadInput wrong(String what, List<String> skipped) {
        List<Problem> problems = new ArrayList<>();
        problems.add(
                Problem.of("history", "'" + folder + "'", what, "name a folder with a run in each of its folders"));
        skipped.stream().limit(2).forEach(each -> problems.add(Problem.of("history", "skipped", each,
                "finish or remove it")));
        return new BadInput(problems);
    }
}
