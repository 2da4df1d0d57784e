package dev.frostbench.harness.build;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The fixtures of a run, built before its first task starts.
///
/// @param buildCommand the command with which a user builds them, without the names
public record NeededFixtures(FixtureLibrary library, Set<String> names, String buildCommand) {

    /// The snapshot of each. If one is not built, this throws and names the command.
    public Map<String, Snapshot> built() throws IOException, InterruptedException {
        Map<String, Snapshot> snapshots = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : names) {
            Optional<Snapshot> snapshot = library.built(name);
            snapshot.ifPresentOrElse(found -> snapshots.put(name, found), () -> problems.add(Problem.of(
                    "--no-build", "fixture '" + name + "'", "is not built",
                    "build it with: " + buildCommand + " " + name)));
        }
        if (!problems.isEmpty()) throw new BadInput(problems);
        return snapshots;
    }

    /// Builds the missing ones side by side. A failure does not keep others from being built.
    public FixtureBuilds.Result build(BuildListener report) throws InterruptedException {
        Map<String, Snapshot> snapshots = new TreeMap<>();
        Set<String> missing = new LinkedHashSet<>();
        for (String name : names)
            known(name).ifPresentOrElse(found -> snapshots.put(name, found), () -> missing.add(name));
        int workers = Runtime.getRuntime().availableProcessors();
        var result = new FixtureBuilds(library, report).build(missing, !snapshots.isEmpty(), workers);
        snapshots.putAll(result.built());
        return new FixtureBuilds.Result(snapshots, result.failed(), result.reported());
    }

    private Optional<Snapshot> known(String name) {
        try {
            return library.built(name);
        } catch (IOException | BadInput why) {
            return Optional.empty(); // its build will report it
        }
    }
}
