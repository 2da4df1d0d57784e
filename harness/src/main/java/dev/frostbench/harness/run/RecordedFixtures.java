package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.build.BuildListener;
import dev.frostbench.harness.build.FixtureFetch;
import dev.frostbench.harness.build.FixtureRepository;
import dev.frostbench.harness.build.NeededFixtures;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The fixtures of a recorded run: found by their digests, or built again and then of that digest.
///
/// @param report names the run in messages
/// @param repository where fixtures that are not here are looked for before they are built
record RecordedFixtures(Places places, String report, ChosenTasks chosen, Map<String, String> digests,
        Optional<FixtureRepository> repository) {

    /// Throws `BadInput` if a fixture comes out as another one than the run's, and `IOException` if it cannot be built.
    Map<String, Snapshot> provide(Machine machine, RunListener listener) throws IOException, InterruptedException {
        Map<String, Snapshot> found = new TreeMap<>();
        Set<String> missing = new LinkedHashSet<>();
        for (var fixture : digests.entrySet()) {
            Optional<Snapshot> known = machine.store().find(fixture.getValue());
            known.ifPresentOrElse(snapshot -> found.put(fixture.getKey(), snapshot),
                    () -> missing.add(fixture.getKey()));
        }
        if (!missing.isEmpty()) found.putAll(built(machine, missing, listener));
        return found;
    }

    private Map<String, Snapshot> built(Machine machine, Set<String> names, RunListener listener)
            throws IOException, InterruptedException {
        FixtureLibrary library = machine.library(chosen.recipeFolders(places), chosen.recipes(names));
        Map<String, Snapshot> built;
        try (BuildListener builds = listener.builds()) {
            if (repository.isPresent())
                new FixtureFetch(library, machine.store(), repository.get(), builds).fetch(names);
            built = new NeededFixtures(library, names, chosen.choice().buildCommand(places)).build(builds).orThrow();
        }
        List<Problem> others = new ArrayList<>();
        for (var fixture : built.entrySet()) {
            String digest = fixture.getValue().digest().text();
            if (digest.equals(digests.get(fixture.getKey()))) continue;
            others.add(Problem.of(report, "fixture '" + fixture.getKey() + "'",
                    "is " + digests.get(fixture.getKey()) + " in this run, and comes out as " + digest + " here"
                            + (library.boundToMachine(fixture.getKey())
                                    ? ", since it is made from programs of the machine"
                                    : ""),
                    "bring the run's own from where it was made: export it there, and import it here"));
        }
        if (!others.isEmpty()) throw new BadInput(others);
        return built;
    }
}
