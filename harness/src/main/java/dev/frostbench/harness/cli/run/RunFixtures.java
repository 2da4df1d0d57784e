package dev.frostbench.harness.cli.run;

import dev.frostbench.fixtures.host.Interpreter;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.harness.build.BuildReport;
import dev.frostbench.harness.build.FixtureBuilds;
import dev.frostbench.harness.build.FixtureLocks;
import dev.frostbench.harness.build.NeededFixtures;
import dev.frostbench.harness.cli.run.SuiteInputs.Chosen;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The fixtures that a run stands on: held against their locks, built, and known by the interpreters they have.
///
/// @param result what was built and what was not
/// @param interpreters the host's interpreter in each that has one, by fixture
record RunFixtures(FixtureBuilds.Result result, Map<String, Interpreter> interpreters) {

    /// More names than this are not told one by one.
    private static final int NAMED = 4;

    /// Fixtures that cannot be built keep only their own tasks from being tried.
    static RunFixtures provide(Machine workshop, Places places, Chosen chosen, SuiteInputs inputs, RunOptions options,
            Set<String> names,
            PrintWriter err) throws IOException, InterruptedException {
        FixtureLibrary library = workshop.library(chosen.recipeFolders(places), chosen.recipes(names),
                workshop.builds().python(options.python.asked()));
        options.python.check(library, names);
        var locks = new FixtureLocks(chosen.suite().file(), places.store(), library, inputs.lockCommand(places));
        locks.refuseBefore(names);
        var needed = new NeededFixtures(library, names, inputs.buildCommand(places));
        FixtureBuilds.Result result = options.noBuild ? new FixtureBuilds.Result(needed.built(), Map.of(), false)
                : built(places, needed);
        result.orThrowUnlessSome();
        Optional<Path> locked = locks.settle(result.built());
        if (locked.isPresent())
            err.println("frostbench: the suite's fixtures are locked from now on, in " + locked.get());
        warn(library.changes(result.built().keySet()), places, chosen, inputs).ifPresent(err::println);
        Map<String, Interpreter> interpreters = new TreeMap<>();
        for (String name : result.built().keySet()) {
            Optional<Interpreter> python = library.interpreter(name);
            if (python.isPresent()) interpreters.put(name, python.get());
        }
        return new RunFixtures(result, interpreters);
    }

    private static FixtureBuilds.Result built(Places places, NeededFixtures needed) throws InterruptedException {
        try (BuildReport report = BuildReport.onStandardError(places)) {
            return needed.build(report);
        }
    }

    /// One line: what this machine has otherwise than what the run stands on, and the one command that takes it.
    private static Optional<String> warn(Map<String, Set<String>> changes, Places places, Chosen chosen,
            SuiteInputs inputs) {
        if (changes.isEmpty()) return Optional.empty();
        Set<String> whats = new TreeSet<>();
        changes.values().forEach(whats::addAll);
        return Optional.of("frostbench: warning: this machine is not as it was when its fixtures were frozen: "
                + String.join(", ", whats)
                + "; the run stands on what was frozen; to take what is here now: "
                + renewal(changes.keySet(), places, chosen, inputs));
    }

    private static String renewal(Set<String> fixtures, Places places, Chosen chosen, SuiteInputs inputs) {
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
        return inputs.command(places, words.toArray(String[]::new));
    }
}
