package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.ledger.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The folder and the id of a run.
///
/// @param asked the id that the user gave
/// @param made the id if the user gave none
record RunTarget(Path folder, Optional<String> asked, String made) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    static RunTarget choose(String suite, RunPlace place) {
        return choose(suite, place, Share.WHOLE);
    }

    /// All shares of a run have its id, which is a part of the plan, and each has a folder of its own.
    static RunTarget choose(String suite, RunPlace place, Share share) {
        if (!share.isWhole() && place.id().isEmpty())
            throw new BadInput(Problem.of("run", "--shard " + share.text(), "needs a name for the whole run",
                    "add --run-id ID, the same one for each shard"));
        place.id().filter(id -> !ID.matcher(id).matches()).ifPresent(id -> {
            throw new BadInput(Problem.of("run", "--run-id '" + id + "'", "cannot be a file's name",
                    "use letters, digits, '.', '_' and '-'"));
        });
        if (place.resume() && place.out().isEmpty() && place.id().isEmpty())
            throw new BadInput(
                    Problem.of("run", "--resume", "does not say which run", "name it with --out or --run-id"));
        String made = suite.replaceAll("[^A-Za-z0-9._-]", "-") + "-"
                + DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).format(LocalDateTime.now());
        String name = place.id().orElse(made) + (share.isWhole() ? "" : "-shard-" + share.fileName());
        return new RunTarget(place.out().orElse(Path.of("reports", "runs", name)), place.id(), made);
    }

    /// A resumed run keeps its id.
    String id(RecordedRun recorded) throws IOException {
        if (!recorded.hasPlan()) return asked.orElse(made);
        String before = recorded.info().runId();
        if (asked.isPresent() && !asked.get().equals(before))
            throw new BadInput(Problem.of(folder.toString(), "the run in this folder",
                    "is '" + before + "', not '" + asked.get() + "'",
                    "leave --run-id out, or name another folder with --out"));
        return before;
    }
}
