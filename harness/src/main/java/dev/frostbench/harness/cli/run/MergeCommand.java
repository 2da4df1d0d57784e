package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.cli.options.FailUnder;
import dev.frostbench.harness.ledger.LedgerMerge.Merged;
import dev.frostbench.harness.plan.Forgers;
import dev.frostbench.harness.run.MergeService;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.text.TerminalText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `merge`: the shards of a run become one run.
@Command(name = "merge", description = "Make one run of the shards that run --shard made, with its reports.",
        sortOptions = false)
public final class MergeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The folders of all shards of one run.")
    private List<String> shards;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the reports go; by default reports/runs/<run-id>.")
    private Path out;

    @Option(names = "--fail-under", paramLabel = "RATE", description = "Exit with 1 when a part's headline is under"
            + " this rate, as in run.")
    private String failUnder;

    @Override
    public Integer call() throws Exception {
        Optional<FailUnder> least = Optional.ofNullable(failUnder).map(FailUnder::of);
        List<Path> folders = new ArrayList<>();
        for (String shard : shards) folders.add(RunFolder.find(shard, Path.of("")));
        MergeService.Outcome done = new MergeService(folders, Optional.ofNullable(out)).merge();
        var reporting = new Reporting(spec);
        reporting.summary(done.reported());
        PrintWriter err = spec.commandLine().getErr();
        boolean whole = tell(done.merged(), err, done.reported().folder());
        List<String> missed = least.map(rate -> rate.missed(Tally.of(done.reported().record()))).orElse(List.of());
        missed.forEach(line -> err.println("frostbench: " + line));
        if (!reporting.allJudged(done.reported()) || !whole) return ExitCode.MACHINE;
        return missed.isEmpty() ? ExitCode.DONE : ExitCode.NOT_REACHED;
    }

    /// @return whether nothing has to be tried again
    private static boolean tell(Merged merged, PrintWriter err, Path folder) {
        merged.torn().forEach(shard -> err.println("the end of the ledger in " + shard + " was lost in a crash"));
        merged.doubled().forEach(twice -> err.println("warning: " + TerminalText.line(twice.task()) + " #"
                + twice.sample() + " was tried twice: it is '" + twice.counts() + "' in " + twice.in()
                + ", which began first and counts, and '" + twice.other() + "' in " + twice.there()));
        merged.lessTried().forEach((model, passes) -> err.println("frostbench: "
                + Forgers.told(List.of(model)) + ", and shards that did not know of it have "
                + Plural.of(passes, "passing result") + " of that model; to try these as often as such a model's"
                + " results must be, go on with the command of the shards without --shard, and --resume --out "
                + folder));
        return merged.lessTried().isEmpty();
    }
}
