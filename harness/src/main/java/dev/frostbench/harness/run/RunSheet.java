package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.fixtures.linux.trees.TreeSize;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.comparison.ScoredRun;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a list of runs says of one of them.
///
/// @param why what is damaged; empty if nothing is
/// @param scored empty if the run is damaged, or was stopped before its plan was complete
/// @param bytes of all files in the folder
public record RunSheet(Path folder, State state, String why, Optional<ScoredRun> scored, long bytes) {

    /// How far a run is.
    public enum State {
        /// Each sample has a result.
        FINISHED("finished"),
        /// A process works on it.
        RUNNING("running"),
        /// No process works on it, and `run --resume` can go on.
        STOPPED("stopped"),
        /// Its ledger cannot be read.
        DAMAGED("damaged");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// Oldest first; a run that does not say when it began comes last.
    private static final Comparator<RunSheet> ORDER = Comparator
            .comparing((RunSheet sheet) -> sheet.scored().flatMap(ScoredRun::began).map(Object::toString).orElse("~"))
            .thenComparing(RunSheet::folder);

    /// The runs below a folder, oldest first.
    ///
    /// @param skipped gets the folders that cannot be read, and why
    public static List<RunSheet> below(Path top, List<String> skipped) throws IOException {
        List<RunSheet> sheets = new ArrayList<>();
        for (Path folder : RunFolders.below(top, skipped)) {
            try {
                sheets.add(read(folder));
            } catch (NoSuchFileException gone) {
                skipped.add(folder + ": was removed meanwhile");
            }
        }
        sheets.sort(ORDER);
        return sheets;
    }

    public static RunSheet read(Path folder) throws IOException {
        long bytes = TreeSize.of(folder.toRealPath().toString());
        try {
            RecordedRun run = RecordedRun.read(folder);
            if (!run.hasPlan()) return new RunSheet(folder, unfinished(folder), "", Optional.empty(), bytes);
            ScoredRun scored = run.scored(folder.toString());
            boolean whole = scored.untried() == 0 && scored.ended().isPresent();
            State state = whole ? State.FINISHED : unfinished(folder);
            return new RunSheet(folder, state, "", Optional.of(scored), bytes);
        } catch (BadInput damaged) {
            String why = damaged.problems().getFirst().toString();
            return new RunSheet(folder, State.DAMAGED, why, Optional.empty(), bytes);
        }
    }

    private static State unfinished(Path folder) throws IOException {
        return RunFolder.isHeld(folder) ? State.RUNNING : State.STOPPED;
    }
}
