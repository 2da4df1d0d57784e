package dev.frostbench.reports.submission;

import dev.frostbench.reports.record.RunRecord.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a leaderboard asks of trajectories: one an instance, as text, with the patch in it, and without what the
/// system must not have seen.
record TrajectoryRules(Trajectories trajectories, Rules rules) {

    /// No shorter hint is looked for: it may be in a trajectory by chance.
    private static final int SHORTEST = 40;
    /// Git hosts take no larger file, in bytes.
    private static final long LARGEST = 100_000_000;

    void check(List<Result> answered) throws IOException {
        for (Path stray : trajectories.strays())
            rules.broken("trajectory-name", stray.toString(), "has the id of no instance that was answered in its name",
                    "name it by its instance, or leave it out");
        for (Result result : answered) {
            List<Path> files = trajectories.files().getOrDefault(result.task().id(), List.of());
            if (files.isEmpty())
                rules.broken("trajectory-missing", trajectories.folder().toString(),
                        "has no file with '" + result.task().id() + "' in its name",
                        "add the trajectory of that instance");
            else if (files.size() > 1)
                rules.broken("trajectory-twice", files.get(1).toString(),
                        "is a second trajectory of '" + result.task().id() + "' beside " + files.getFirst(),
                        "give one an instance: pass@1 has one attempt");
            else
                check(result, files.getFirst());
        }
    }

    private void check(Result result, Path file) throws IOException {
        if (Files.size(file) >= LARGEST) {
            rules.broken("file-size", file.toString(), "has " + Files.size(file) + " bytes, and less than " + LARGEST
                    + " are taken", "shorten it");
            return;
        }
        Optional<String> text = Trajectories.text(file);
        if (text.isEmpty() || text.get().isBlank()) {
            rules.broken("trajectory-text", file.toString(), text.isEmpty() ? "is no UTF-8 text" : "is empty",
                    "write it as text: JSON, YAML, Markdown");
            return;
        }
        String patch = result.prediction().orElseThrow().text();
        if (!patch.isBlank() && !Trajectories.holdsPatch(text.get(), patch))
            rules.broken("trajectory-patch", file.toString(), "does not hold the patch of '" + result.task().id() + "'",
                    "give the trajectory that made this patch, with the patch in it");
        seen(result, file, text.get(), "hints_text", "no-hints");
        seen(result, file, text.get(), "test_patch", "no-test-knowledge");
    }

    /// The field of the row that the system must not have seen.
    private void seen(Result result, Path file, String text, String field, String rule) {
        String secret = result.task().row().path(field).asString("");
        if (secret.strip().length() < SHORTEST || !Trajectories.holds(text, secret)) return;
        rules.broken(rule, file.toString(), line(text, secret), "holds the " + field + " of '" + result.task().id()
                + "', which the system must not see", "run it again without that");
    }

    private static int line(String text, String secret) {
        int at = text.indexOf(secret.strip());
        return at < 0 ? 0 : Math.toIntExact(text.substring(0, at).lines().count()) + (at == 0 ? 1 : 0);
    }
}
