package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.ledger.RecordedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which folder a run goes to, and what it is called.
///
/// @param asked the id that the user gave
/// @param made the id where the user gave none
record RunTarget(Path folder, Optional<String> asked, String made) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    static RunTarget choose(String suite, Optional<Path> out, Optional<String> runId, boolean resume) {
        runId.filter(id -> !ID.matcher(id).matches()).ifPresent(id -> {
            throw new BadInput(Problem.of("run", "--run-id '" + id + "'", "cannot be a file's name",
                    "use letters, digits, '.', '_' and '-'"));
        });
        if (resume && out.isEmpty() && runId.isEmpty())
            throw new BadInput(
                    Problem.of("run", "--resume", "does not say which run", "name it with --out or --run-id"));
        String made = suite.replaceAll("[^A-Za-z0-9._-]", "-") + "-"
                + DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).format(LocalDateTime.now());
        return new RunTarget(out.orElse(Path.of("reports", "runs", runId.orElse(made))), runId, made);
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
