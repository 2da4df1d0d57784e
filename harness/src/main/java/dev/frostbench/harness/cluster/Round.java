package dev.frostbench.harness.cluster;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Jobs that are given to a cluster together: a folder in the run's folder, which every node sees.
///
///     <run>/ledger.jsonl                     the run's ledger; one process writes it, nodes read the plan in it
///     <run>/cluster/<number>/jobs.jsonl      the jobs, in the plan's order
///                           /script          what Slurm starts for each share
///                           /jobs.yaml       what Kubernetes is given for all shares
///                           /job             how the engine calls the job
///                           /logs/           what the shares print
///                           /attempts/<share>.<attempt>/ledger.jsonl
///                                                      /started
///
/// An attempt is one process that does a share. It alone writes its folder, so two attempts at one share never meet.
///
/// @param folder of the round
public record Round(Path folder) {

    private static final String FOLDER = "cluster";

    /// A job of a round.
    ///
    /// @param depth of its controls
    public record Wanted(JobKey key, int depth) {}

    /// Writes the next round of a run.
    static Round begin(Path run, List<Job> jobs) throws IOException {
        List<Round> before = all(run);
        int number = before.isEmpty() ? 1
                : Integer.parseInt(before.getLast().folder.getFileName().toString()) + 1;
        Path folder = run.resolve(FOLDER).resolve(String.valueOf(number)).toAbsolutePath();
        Files.createDirectories(folder.resolve("attempts"));
        Files.createDirectories(folder.resolve("logs"));
        var text = new StringBuilder();
        for (Job job : jobs)
            text.append(JsonNodeFactory.instance.objectNode().put("task", job.key().task())
                    .put("sample", job.key().sample()).put("key", job.key().key()).put("depth", job.depth()))
                    .append('\n');
        WholeFile.write(folder.resolve("jobs.jsonl"), text.toString().getBytes(StandardCharsets.UTF_8));
        return new Round(folder);
    }

    /// The rounds of a run, the earliest first. One that was cut off before its jobs were written is none.
    static List<Round> all(Path run) throws IOException {
        Path folder = run.resolve(FOLDER);
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> rounds = Files.list(folder)) {
            return rounds.filter(round -> round.getFileName().toString().matches("[0-9]{1,6}"))
                    .filter(round -> Files.isRegularFile(round.resolve("jobs.jsonl")))
                    .sorted(Comparator.comparing(round -> Integer.parseInt(round.getFileName().toString())))
                    .map(Round::new).toList();
        }
    }

    /// The round in a folder that an engine was given.
    public static Round of(Path folder) {
        if (!Files.isRegularFile(folder.resolve("jobs.jsonl")))
            throw new BadInput(Problem.of(folder.toString(), "this folder", "is no round of a run on a cluster",
                    "run --on starts this command with the right one; if it did, this machine does not see the folder"
                            + " that the others share"));
        return new Round(folder);
    }

    /// The folder of the run.
    Path run() {
        return folder.toAbsolutePath().getParent().getParent();
    }

    List<Wanted> wanted() throws IOException {
        List<Wanted> wanted = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("jobs.jsonl"))) {
            JsonNode job = JsonMapper.shared().readTree(line);
            wanted.add(new Wanted(new JobKey(job.required("task").asString(), job.required("sample").asInt(),
                    job.required("key").asString()), job.required("depth").asInt()));
        }
        return wanted;
    }

    /// Makes the folder of one attempt at a share. Throws if there is one of that name.
    Path begin(Share share, String attempt) throws IOException {
        return Files.createDirectory(folder.resolve("attempts").resolve(prefix(share) + attempt));
    }

    /// The attempts at a share so far; at any share if none is given.
    List<Path> attempts(Optional<Share> share) throws IOException {
        String begin = share.map(Round::prefix).orElse("");
        try (Stream<Path> attempts = Files.list(folder.resolve("attempts"))) {
            return attempts.filter(attempt -> attempt.getFileName().toString().startsWith(begin)).sorted().toList();
        }
    }

    private static String prefix(Share share) {
        return share.fileName() + ".";
    }

    Path script() {
        return folder.resolve("script");
    }

    /// The folder of what the shares print, `<share>.txt` each.
    public Path logs() {
        return folder.resolve("logs");
    }

    /// Notes how the engine calls the job.
    ///
    /// @param engine its name
    void submitted(String engine, String job) throws IOException {
        WholeFile.write(folder.resolve("job"), (engine + " " + job + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// How an engine calls the job; empty if it was given to none, or to another.
    Optional<String> job(String engine) throws IOException {
        Path file = folder.resolve("job");
        if (!Files.isRegularFile(file)) return Optional.empty();
        String text = Files.readString(file).strip();
        return text.startsWith(engine + " ") ? Optional.of(text.substring(engine.length() + 1)) : Optional.empty();
    }

    /// The last line that a share printed; empty if there is none.
    Optional<String> lastLine(int share) throws IOException {
        Path log = logs().resolve(share + ".txt");
        if (!Files.isRegularFile(log)) return Optional.empty();
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        return text.lines().filter(line -> !line.isBlank()).reduce((_, last) -> last);
    }
}
