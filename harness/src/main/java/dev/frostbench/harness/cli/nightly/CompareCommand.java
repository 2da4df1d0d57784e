package dev.frostbench.harness.cli.nightly;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Version;
import dev.frostbench.harness.nightly.Opponents;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.ComparisonFiles;
import dev.frostbench.reports.comparison.Comparer;
import dev.frostbench.reports.comparison.Comparer.Match;
import dev.frostbench.reports.comparison.Comparison;
import dev.frostbench.reports.comparison.ComparisonReport;
import dev.frostbench.reports.comparison.ComparisonText;
import dev.frostbench.reports.comparison.Difference;
import dev.frostbench.reports.comparison.Differences;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
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

/// `compare`: what changed between runs, and whether it is a regression.
@Command(name = "compare", sortOptions = false,
        description = "Hold runs against a base, task by task: what broke, what is fixed, what is flaky, and whether"
                + " the rates differ by more than chance.",
        footer = {"", "A folder of nightly runs stands for its newest run, and its earlier runs say what is flaky. As"
                + " BASE of a run in the same folder it stands for the run before that one: compare nightly nightly"
                + " holds last night against the night before.", "",
                "RULE: broken, a task broke; rate:2, the rate fell by more than 2 percentage points; significant, it"
                        + " fell by more than chance explains (p below 0.05, corrected for many comparisons). With a"
                        + " broken rule the exit code is 1, else 0."})
public final class CompareCommand implements Callable<Integer> {

    private static final int SHORT = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BASE", description = "A run's folder, its id below reports/runs, or a folder"
            + " of nightly runs.")
    private String base;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NEW", description = "One or more of the same.")
    private List<String> news;

    @Option(names = "--fail-on", paramLabel = "RULE", description = "Exit with 1 on a regression; repeatable.")
    private List<String> rules = List.of();

    @Option(names = "--history", paramLabel = "DIR",
            description = "A folder of nightly runs whose earlier ones say what"
                    + " is flaky.")
    private Path history;

    @Option(names = "--alpha", paramLabel = "P",
            description = "Failures of a flaky task count as broken if their chance"
                    + " at its own past rate is at most this; by default 0.01.")
    private Double alpha = Comparer.ALPHA;

    @Option(names = "--allow-different", description = "Compare even if verdicts of the runs mean something else"
            + " (another suite, kind or grader version), and tasks whose row of the data set changed.")
    private boolean different;

    @Option(names = "--out", paramLabel = "DIR", description = "Write comparison.html, comparison.md, comparison.csv,"
            + " junit.xml and ctrf.json into this folder.")
    private Path out;

    @Option(names = "--all", description = "List every task and difference on the terminal.")
    private boolean all;

    @Override
    public Integer call() throws Exception {
        List<FailOn> asked = rules.stream().map(FailOn::of).toList();
        if (!(alpha > 0 && alpha < 1))
            throw wrong("--alpha " + alpha, "is no chance", "write a number between 0 and 1, such as 0.01");
        if (out != null) RunFolder.checkPlace(out);
        Opponents opponents = new Opponents(Path.of(""), Optional.ofNullable(history));
        List<String> notes = new ArrayList<>();
        List<Comparison> comparisons = comparisons(opponents, notes);
        notes.addAll(opponents.notes());
        PrintWriter printed = spec.commandLine().getOut();
        if (comparisons.isEmpty()) {
            notes.forEach(note -> printed.println(TerminalText.line(note)));
            return ExitCode.DONE;
        }
        ComparisonReport report = ComparisonReport.of(comparisons, notes, alpha);
        printed.print(new ComparisonText(all ? Integer.MAX_VALUE : SHORT).render(report));
        if (out != null) {
            ComparisonFiles.write(report, Version.text(), out);
            printed.println("reports: " + out.resolve("comparison.html"));
        }
        printed.flush();
        return judged(asked, report);
    }

    /// @return none if there is nothing to compare with yet; then a note says so
    private List<Comparison> comparisons(Opponents opponents, List<String> notes) throws IOException {
        List<Comparison> all = new ArrayList<>();
        for (String each : news) {
            Optional<Match> match = opponents.match(base, each);
            if (match.isEmpty()) {
                notes.add(each + " is the first finished run of its suite in " + base
                        + ": there is nothing to compare with yet");
                continue;
            }
            refuse(match.get(), each);
            List<Comparison> found = new Comparer(alpha, different).compare(match.get());
            if (found.stream().allMatch(one -> one.estimate().isEmpty())) throw nothing(match.get(), each);
            Comparer.alone(match.get()).forEach(model -> notes.add("the base has no answers of model '" + model
                    + "', which " + each + " has: not compared"));
            all.addAll(found);
        }
        return all;
    }

    /// Refuses runs whose verdicts mean something else, unless the user allowed it.
    private void refuse(Match match, String now) {
        List<Difference> grave = Differences.between(match.base(), match.now()).stream().filter(Difference::grave)
                .toList();
        if (grave.isEmpty() || different) return;
        throw new BadInput(grave.stream().map(each -> Problem.of(now, each.what(), "is '" + each.now()
                + "', and '" + each.base() + "' in " + match.base().name() + ", so their verdicts mean something else",
                "compare runs of one suite and grader version, or say --allow-different")).toList());
    }

    private BadInput nothing(Match match, String now) {
        boolean models = match.now().contestants().stream()
                .allMatch(each -> match.base().contestant(each.model()).isEmpty());
        return models ? wrong(now + " and " + match.base().name(), "have no model in common",
                "compare runs of one model, or with the same models")
                : wrong(now + " and " + match.base().name(), "have no task on which both have a verdict",
                        "compare runs of the same tasks that the machine did not fail at");
    }

    private int judged(List<FailOn> asked, ComparisonReport report) {
        PrintWriter err = spec.commandLine().getErr();
        boolean sound = true;
        for (FailOn rule : asked)
            for (String why : rule.rule().broken(report)) {
                err.println("frostbench: --fail-on " + rule.given() + ": " + why);
                sound = false;
            }
        err.flush();
        return sound ? ExitCode.DONE : ExitCode.NOT_REACHED;
    }

    private static BadInput wrong(String subject, String what, String cure) {
        return new BadInput(Problem.of("compare", subject, what, cure));
    }
}
