package dev.frostbench.harness.cli.submit;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.proof.Finding;
import dev.frostbench.harness.proof.Verification;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.submission.EvalPlusResults;
import dev.frostbench.reports.submission.HuggingFaceResults;
import dev.frostbench.reports.submission.InspectLog;
import dev.frostbench.reports.submission.Split;
import dev.frostbench.reports.submission.Submission;
import dev.frostbench.reports.submission.SweBenchSubmission;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `submit`: a run in the form that a leaderboard or another tool takes. Nothing is sent.
@Command(name = "submit", sortOptions = false,
        description = "Write a run in the form that a leaderboard takes, if it keeps the leaderboard's rules: 1 if it"
                + " does not. Nothing is sent.")
public final class SubmitCommand implements Callable<Integer> {

    private static final List<String> BOARDS = List.of("swe-bench", "huggingface", "evalplus", "inspect");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or its id below reports/runs.")
    private String run;

    @Option(names = "--leaderboard", paramLabel = "NAME", required = true,
            description = "swe-bench: the folder for SWE-bench/experiments; huggingface: .eval_results/*.yaml of a"
                    + " model's repository; evalplus: its result file; inspect: .eval logs.")
    private String leaderboard;

    @Option(names = "--out", paramLabel = "DIR", required = true,
            description = "A new folder; for swe-bench its name is YYYYMMDD_model.")
    private Path out;

    @Option(names = "--metadata", paramLabel = "FILE", description = "swe-bench: the submission's metadata.yaml;"
            + " huggingface: the data set, and how its leaderboard writes values.")
    private Path metadata;

    @Option(names = "--trajectories", paramLabel = "DIR", description = "swe-bench: a file for each instance, with the"
            + " instance's id in its name.")
    private Path trajectories;

    @Option(names = "--readme", paramLabel = "FILE", description = "swe-bench: the submission's README.md, with the"
            + " checklist.")
    private Path readme;

    @Option(names = "--split", paramLabel = "NAME", description = "swe-bench: the split whose size the run must have:"
            + " lite, verified, test, multimodal, multilingual.")
    private String split;

    @Override
    public Integer call() throws Exception {
        Path folder = RunFolder.find(run, Path.of(""));
        requireNew();
        PrintWriter terminal = spec.commandLine().getOut();
        List<Finding> altered = Verification.ofReports(folder).findings();
        if (!altered.isEmpty()) {
            altered.forEach(finding -> terminal.println(TerminalText.clean(finding.toString())));
            terminal.println("nothing is written: the run's reports are not what its ledger gives");
            terminal.flush();
            return ExitCode.NOT_REACHED;
        }
        Submission submission = submission(RecordedRun.read(folder).record(), folder);
        List<Problem> violations = submission.violations(out);
        if (!violations.isEmpty()) {
            violations.forEach(violation -> terminal.println(TerminalText.clean(violation.toString())));
            terminal.println("nothing is written: " + Plural.of(violations.size(), "violation") + " of the rules of "
                    + leaderboard);
            terminal.flush();
            return ExitCode.NOT_REACHED;
        }
        write(submission);
        terminal.println("wrote " + out);
        terminal.flush();
        return ExitCode.DONE;
    }

    private Submission submission(RunRecord record, Path folder) {
        return switch (leaderboard) {
            case "swe-bench" -> new SweBenchSubmission(record, folder, folder("--trajectories", trajectories),
                    file("--metadata", metadata), file("--readme", readme),
                    Optional.ofNullable(split).map(Split::named));
            case "huggingface" -> new HuggingFaceResults(record, file("--metadata", metadata));
            case "evalplus" -> new EvalPlusResults(record);
            case "inspect" -> new InspectLog(record);
            default -> throw wrong("--leaderboard '" + leaderboard + "'", "is none that submit knows",
                    Suggestion.cure(leaderboard, BOARDS, "write one of " + String.join(", ", BOARDS)));
        };
    }

    /// The whole folder appears at once, or none.
    private void write(Submission submission) throws IOException {
        Path target = out.toAbsolutePath().normalize();
        Files.createDirectories(target.getParent());
        Path draft = target.resolveSibling("." + target.getFileName() + ".new");
        Trees.remove(draft); // of a killed process
        Files.createDirectory(draft);
        try {
            submission.write(draft);
            Files.deleteIfExists(target); // an empty folder
            Files.move(draft, target);
        } finally {
            Trees.remove(draft);
        }
    }

    private void requireNew() throws IOException {
        RunFolder.checkPlace(out);
        if (!Files.isDirectory(out)) return;
        try (var entries = Files.list(out)) {
            if (entries.findAny().isPresent())
                throw new BadInput(Problem.of(out.toString(), "the output folder", "holds something already",
                        "name a new folder with --out"));
        }
    }

    private static Path file(String option, Path given) {
        if (given == null) throw wrong(option, "is missing", "name the file");
        if (!Files.isRegularFile(given))
            throw new BadInput(Problem.of(given.toString(), "the file of " + option,
                    Files.exists(given) ? "is no file" : "is not there", "name a file"));
        return given;
    }

    private static Path folder(String option, Path given) {
        if (given == null) throw wrong(option, "is missing", "name the folder");
        if (!Files.isDirectory(given))
            throw new BadInput(Problem.of(given.toString(), "the folder of " + option,
                    Files.exists(given) ? "is no folder" : "is not there", "name a folder"));
        return given;
    }

    private static BadInput wrong(String what, String wrong, String cure) {
        return new BadInput(Problem.of("submit", what, wrong, cure));
    }
}
