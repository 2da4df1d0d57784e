package dev.frostbench.harness.cluster;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.machine.Outside;
import dev.frostbench.harness.machine.Outside.Said;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Slurm, by its own programs: a round is one array of jobs.
public final class SlurmEngine implements Engine {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern FIELD = Pattern.compile("(?:^|\\s)(ArrayTaskId|JobState|ExitCode)=(\\S+)");
    private static final Pattern JOB = Pattern.compile("[0-9]+");

    private static final Map<String, String> CURES = Map.of("CANCELLED",
            "somebody cancelled it", "TIMEOUT", "raise its time limit: --sbatch-arg=--time=HH:MM:SS", "OUT_OF_MEMORY",
            "give it more memory: --sbatch-arg=--mem=4G", "NODE_FAIL",
            "the cluster does not requeue jobs of lost nodes", "PREEMPTED", "other jobs took its node");

    private final Outside outside;
    private final List<String> arguments;

    /// @param arguments more of them for `sbatch`
    public SlurmEngine(Outside outside, List<String> arguments) {
        this.outside = outside;
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public String name() {
        return "slurm";
    }

    /// `--test-only` refuses more than it should: it wants nodes that are up now. So only what no later moment can mend
    /// is refused.
    @Override
    public void check() throws IOException {
        Said version = run(List.of("sbatch", "--version"));
        if (version.isMissing())
            throw new IOException("there is no sbatch here; start this on a machine that submits to the cluster, or"
                    + " install Slurm's client (Debian: slurm-client)");
        List<String> words = new ArrayList<>(List.of("sbatch", "--test-only", "--output=/dev/null"));
        words.addAll(arguments);
        words.add("--wrap=true");
        Said tried = run(words);
        if (tried.code() != 0) refuse(tried, false);
    }

    @Override
    public String submit(Submission submission) throws IOException {
        Round round = submission.round();
        WholeFile.write(round.script(), script(submission).getBytes(StandardCharsets.UTF_8));
        List<String> words = new ArrayList<>(List.of("sbatch", "--parsable", "--requeue", "--open-mode=append",
                "--job-name=frostbench-" + submission.run(), "--array=1-" + submission.shares(),
                "--chdir=" + Path.of("").toAbsolutePath(), "--output=" + round.logs().resolve("%a.txt"),
                "--cpus-per-task=" + submission.workers()));
        words.addAll(arguments);
        words.add(round.script().toString());
        Said said = run(words);
        if (said.code() != 0) refuse(said, true);
        String job = said.out().strip().replaceAll(";.*", "");
        if (!JOB.matcher(job).matches())
            throw new IOException(
                    "sbatch did not say which job it made, but: " + TerminalText.line(said.out().strip()));
        return job;
    }

    private static String script(Submission submission) {
        String environment = submission.environment().entrySet().stream()
                .map(entry -> "export " + entry.getKey() + "='" + entry.getValue().replace("'", "'\\''") + "'\n")
                .collect(Collectors.joining());
        return "#!/bin/sh\n# Slurm starts this once for each share of a run, and again if a node is lost.\n"
                + environment
                + "exec " + Places.line(submission.command()) + " --attempt \"$SLURM_JOB_ID.${SLURM_RESTART_COUNT:-0}\""
                + " \"$SLURM_ARRAY_TASK_ID/" + submission.shares() + "\"\n";
    }

    /// @param always whether every failure is one
    private void refuse(Said said, boolean always) throws IOException {
        String why = said.err().lines().filter(line -> !line.isBlank())
                .map(line -> line.replaceFirst("^sbatch: (?:error: )?", "")).collect(Collectors.joining("; "));
        String text = TerminalText.line(why);
        if (text.contains("nvalid partition"))
            throw new BadInput(Problem.of("run", "--on slurm", "names a partition that the cluster does not have ("
                    + text + ")", "name one with --sbatch-arg=--partition=NAME" + partitions()));
        if (text.contains("nrecognized option") || text.contains("nvalid option"))
            throw new BadInput(Problem.of("run", "--sbatch-arg", "is refused by sbatch (" + text + ")",
                    "see: man sbatch"));
        if (text.contains("ontact slurm controller") || text.contains("onnection refused") || said.isTimedOut())
            throw new IOException("the controller of the cluster does not answer sbatch"
                    + (text.isEmpty() ? "" : " (" + text + ")") + "; see: scontrol ping");
        if (text.contains("onfiguration file") || text.contains("onfiguration source"))
            throw new IOException("this machine belongs to no cluster: sbatch finds no configuration of one; start this"
                    + " on a machine that submits to the cluster, or set SLURM_CONF");
        if (always)
            throw new IOException("sbatch refused the array: " + text
                    + "; options for it are given by --sbatch-arg, e.g. --sbatch-arg=--mem=4G");
    }

    private String partitions() throws IOException {
        Said said = run(List.of("sinfo", "--noheader", "--format=%R"));
        List<String> names = said.out().lines().map(String::strip).filter(name -> !name.isEmpty()).distinct().toList();
        return names.isEmpty() ? "" : "; it has " + TerminalText.line(String.join(", ", names));
    }

    @Override
    public Queue queue(String job) throws IOException {
        Said said = run(List.of("squeue", "--noheader", "--array", "--jobs=" + job, "--format=%T %r"));
        if (said.code() != 0) {
            if (said.err().contains("nvalid job id")) return Queue.EMPTY; // it is over, and forgotten
            throw new IOException("squeue failed: " + TerminalText.line(said.err().strip()));
        }
        int waiting = 0;
        int running = 0;
        String why = "";
        for (String line : said.out().lines().toList()) {
            String[] words = line.strip().split("\\s+", 2);
            if (words[0].isEmpty()) continue;
            if (words[0].equals("PENDING") || words[0].contains("HOLD")) {
                waiting++;
                if (words.length > 1) why = TerminalText.line(words[1]);
            } else
                running++;
        }
        return new Queue(waiting, running, why, cure(why));
    }

    private static String cure(String why) {
        return switch (why) {
            case "Resources", "Priority", "BeginTime", "None" -> "they begin when there is room";
            case "JobHeldUser", "JobHeldAdmin" -> "they are held; scontrol release lets them go";
            case "PartitionDown", "PartitionInactive" ->
                "the partition takes no jobs; name another one with --sbatch-arg=--partition=NAME";
            default -> "see scontrol show job, and name what fits with --sbatch-arg";
        };
    }

    @Override
    public void cancel(String job) throws IOException {
        run(List.of("scancel", "--quiet", job));
    }

    /// The controller forgets jobs some minutes after their end.
    @Override
    public List<Ended> ended(String job) throws IOException {
        Said said = run(List.of("scontrol", "--oneliner", "show", "job", job));
        List<Ended> ended = new ArrayList<>();
        for (String line : said.out().lines().toList()) {
            Map<String, String> fields = FIELD.matcher(line).results()
                    .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (one, _) -> one));
            String state = fields.getOrDefault("JobState", "");
            for (int number : numbers(fields.getOrDefault("ArrayTaskId", "")))
                if (!state.isEmpty() && !state.equals("COMPLETED"))
                    ended.add(new Ended(number, state + (state.equals("FAILED") ? ", exit code "
                            + fields.getOrDefault("ExitCode", "").replaceAll(":.*", "") : ""),
                            Optional.ofNullable(CURES.get(state)).orElse("")));
        }
        return ended;
    }

    /// Shares that never began are told together: `3-5,7`.
    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : text.replaceAll("%.*", "").split(",")) {
            Matcher range = Pattern.compile("([0-9]{1,6})(?:-([0-9]{1,6}))?").matcher(word);
            if (!range.matches()) continue;
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            for (int number = first; number <= last; number++) numbers.add(number);
        }
        return numbers;
    }

    private Said run(List<String> words) throws IOException {
        return outside.run(words, LONGEST);
    }
}
