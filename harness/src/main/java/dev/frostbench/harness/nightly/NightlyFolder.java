package dev.frostbench.harness.nightly;

import dev.frostbench.documents.BadInput;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.run.RunFolders;
import dev.frostbench.reports.comparison.ScoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The runs below a folder, by the time at which they began; equal times by name.
///
/// 1. A run that is damaged, that is not finished, or that does not say when it began, is told and left out.
/// 2. A folder that cannot be read is told, too.
/// 3. Links are not followed, so a link to the latest run does not count twice.
///
/// @param runs oldest first
/// @param skipped which were left out, and why
public record NightlyFolder(List<Night> runs, List<String> skipped) {

    public NightlyFolder {
        runs = List.copyOf(runs);
        skipped = List.copyOf(skipped);
    }

    /// @param place without links
    public record Night(Path place, ScoredRun run) {

        static Night read(Path folder, String name) throws IOException {
            return new Night(folder.toRealPath(), RecordedRun.read(folder).scored(name));
        }

        boolean isBefore(Night other) {
            return ORDER.compare(this, other) < 0;
        }
    }

    private static final Comparator<Night> ORDER = Comparator
            .comparing((Night night) -> night.run().began().orElseThrow())
            .thenComparing(night -> night.place().getFileName().toString());

    public static NightlyFolder read(Path folder) throws IOException {
        List<Night> runs = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Path each : RunFolders.below(folder, skipped)) {
            try {
                Night night = Night.read(each, each.toString());
                if (night.run().untried() > 0)
                    skipped.add(each + ": is not finished, " + night.run().untried() + " not tried yet");
                else if (night.run().began().isEmpty()) skipped.add(each + ": does not say when it began");
                else
                    runs.add(night);
            } catch (BadInput damaged) {
                skipped.add(damaged.problems().getFirst().toString());
            } catch (NoSuchFileException gone) {
                skipped.add(each + ": was removed meanwhile");
            }
        }
        runs.sort(ORDER);
        return new NightlyFolder(runs, skipped);
    }

    /// Whether some run is below the folder, readable or not.
    static boolean holdsRuns(Path folder) throws IOException {
        return Files.isDirectory(folder) && !RunFolders.below(folder, new ArrayList<>()).isEmpty();
    }
}
