package dev.frostbench.harness.run;

import dev.frostbench.harness.machine.Places;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.file.SuiteFile;
import dev.frostbench.suites.selection.PredictionSource;
import dev.frostbench.suites.selection.Selection;
import dev.frostbench.suites.selection.SelectionRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A suite, and which of its tasks are chosen.
///
/// @param file the suite file
/// @param dataset replaces the one that the suite names
/// @param instances only these tasks; all if empty
public record SuiteChoice(Path file, Optional<Path> dataset, List<String> instances) {
    public SuiteChoice {
        instances = List.copyOf(instances);
    }

    /// The tasks without any prediction. Throws `BadInput` with all problems of all files.
    public ChosenTasks tasks() {
        return with(new PredictionSource.None(), OptionalInt.empty(), Optional.empty());
    }

    /// The tasks and their predictions. Throws `BadInput` with all problems of all files.
    ///
    /// @param timeout replaces the suite's timeout
    public ChosenTasks with(PredictionSource predictions, OptionalInt limit, Optional<Duration> timeout) {
        Suite written = SuiteFile.read(file);
        Suite suite = timeout.map(written::within).orElse(written);
        return new ChosenTasks(this, suite,
                Selection.load(suite, new SelectionRequest(dataset, predictions, instances, limit)));
    }

    /// A Frostbench command on this suite that a user can paste in any folder.
    ///
    /// @param words before the suite's own
    String command(Places places, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.add(file.toAbsolutePath().normalize().toString());
        dataset.ifPresent(
                given -> line.addAll(List.of("--dataset", given.toAbsolutePath().normalize().toString())));
        return places.command(line.toArray(String[]::new));
    }

    /// The command that builds fixtures of this suite, without the fixtures' names.
    public String buildCommand(Places places) {
        return command(places, "fixture", "build", "--suite");
    }

    /// The command that pins the present state of the suite's fixtures.
    public String lockCommand(Places places) {
        return command(places, "fixture", "lock");
    }
}
