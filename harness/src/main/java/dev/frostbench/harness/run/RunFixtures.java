package dev.frostbench.harness.run;

import dev.frostbench.fixtures.host.Interpreter;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.harness.build.BuildListener;
import dev.frostbench.harness.build.FixtureBuilds;
import dev.frostbench.harness.build.FixtureFetch;
import dev.frostbench.harness.build.FixtureLocks;
import dev.frostbench.harness.build.FixtureRepository;
import dev.frostbench.harness.build.LeakCheck;
import dev.frostbench.harness.build.LeakReport;
import dev.frostbench.harness.build.NeededFixtures;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The fixtures of a run: built, and checked against their locks.
///
/// @param result what was built and what was not
/// @param interpreters the host's interpreter in each fixture that has one, by fixture
/// @param leaks what came of looking for answers in them
record RunFixtures(FixtureBuilds.Result result, Map<String, Interpreter> interpreters, LeakReport leaks) {

    /// A run that needs no fixture.
    static final RunFixtures NONE = new RunFixtures(FixtureBuilds.Result.NONE, Map.of(),
            new LeakReport(new TreeSet<>(), List.of()));

    /// Gets a run its fixtures.
    record Provider(Places places, ChosenTasks chosen, RunRequest.Fixtures asked,
            RunListener listener) {

        /// If there are more, the command does not list their names.
        private static final int NAMED = 4;

        /// If a fixture cannot be built, only its own tasks are not tried.
        RunFixtures provide(Machine machine, Set<String> names) throws IOException, InterruptedException {
            SuiteChoice choice = chosen.choice();
            FixtureLibrary library = machine.library(chosen.recipeFolders(places), chosen.recipes(names),
                    machine.builds().python(asked.python().asked()));
            asked.python().check(library, names);
            var locks = new FixtureLocks(chosen.suite().file(), places.store(), library, choice.lockCommand(places));
            locks.refuseBefore(names);
            if (asked.repository().isPresent()) fetch(machine, library, names, asked.repository().get());
            var needed = new NeededFixtures(library, names, choice.buildCommand(places));
            FixtureBuilds.Result result = asked.build() ? built(needed)
                    : new FixtureBuilds.Result(needed.built(), Map.of(), false);
            result.orThrowUnlessSome();
            LeakReport leaks = new LeakCheck(machine.store(), chosen.suite().file().toString(), chosen.answers(),
                    asked.allowedLeaks()).check(result.built());
            locks.settle(result.built()).ifPresent(listener::locked);
            Map<String, Set<String>> changes = library.changes(result.built().keySet());
            if (!changes.isEmpty()) tell(changes);
            Map<String, Interpreter> interpreters = new TreeMap<>();
            for (String name : result.built().keySet()) {
                Optional<Interpreter> python = library.interpreter(name);
                if (python.isPresent()) interpreters.put(name, python.get());
            }
            return new RunFixtures(result, interpreters, leaks);
        }

        private void fetch(Machine machine, FixtureLibrary library, Set<String> names, FixtureRepository from)
                throws IOException, InterruptedException {
            try (BuildListener builds = listener.builds()) {
                new FixtureFetch(library, machine.store(), from, builds).fetch(names);
            }
        }

        private FixtureBuilds.Result built(NeededFixtures needed) throws InterruptedException {
            try (BuildListener builds = listener.builds()) {
                return needed.build(builds);
            }
        }

        /// @param changes what is different on this machine, by the name of the fixture
        private void tell(Map<String, Set<String>> changes) {
            Set<String> whats = new TreeSet<>();
            changes.values().forEach(whats::addAll);
            listener.machineChanged(whats, renewal(changes.keySet()));
        }

        private String renewal(Set<String> fixtures) {
            List<String> words = new ArrayList<>(List.of("fixture", "build", "--renew"));
            Path beside = chosen.suite().file().toAbsolutePath().resolveSibling("recipes");
            boolean shipped = fixtures.stream()
                    .allMatch(name -> Files.exists(places.shippedRecipes().resolve(name + ".yaml"))
                            && !Files.exists(beside.resolve(name + ".yaml")));
            if (shipped) {
                words.addAll(fixtures);
                return places.command(words.toArray(String[]::new));
            }
            if (fixtures.size() <= NAMED) words.addAll(fixtures);
            words.add("--suite");
            return chosen.choice().command(places, words.toArray(String[]::new));
        }
    }
}
