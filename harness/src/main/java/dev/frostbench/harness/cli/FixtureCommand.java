package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.snapshot.Freed;
import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.cli.SuiteInputs.Chosen;
import dev.frostbench.harness.fixture.BuildReport;
import dev.frostbench.harness.fixture.FixtureLocks;
import dev.frostbench.harness.fixture.NeededFixtures;
import dev.frostbench.harness.fixture.Places;
import dev.frostbench.harness.fixture.Workshop;
import dev.frostbench.suites.PredictionSource;
import dev.frostbench.suites.task.Task;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// `fixture`: builds and looks at fixtures.
@Command(name = "fixture", description = "Build, list, show, lock and remove fixtures.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {FixtureBuildCommand.class, FixtureListCommand.class})
final class FixtureCommand {

    @Spec
    private CommandSpec spec;

    @Command(name = "show", description = "Show a fixture's layers and settings as JSON.")
    int show(@Parameters(paramLabel = "NAME", description = "A name, a digest, or its unique beginning.") String name)
            throws Exception {
        try (Workshop workshop = Workshop.open(Places.of(System.getenv()))) {
            Snapshot snapshot = workshop.store().find(name).orElseThrow(() -> new BadInput(Problem.of("fixture show",
                    "fixture '" + name + "'", "is not built", "build it with: ./frostbench fixture build " + name)));
            println(json(snapshot));
        }
        return ExitCode.DONE;
    }

    @Command(name = "lock", description = "Pin the digests of a suite's fixtures, building what is not built.")
    int lock(@Mixin SuiteInputs inputs, @Mixin PythonOption python) throws Exception {
        Places places = Places.of(System.getenv());
        Chosen chosen = inputs.choose(new PredictionSource.Empty(), OptionalInt.empty(), Optional.empty());
        var names = chosen.selection().tasks().stream().map(Task::fixture)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        try (Workshop workshop = Workshop.open(places)) {
            FixtureLibrary library = workshop.library(chosen.recipeFolders(places), chosen.recipes(names),
                    Workshop.settings().python(python.asked()));
            python.check(library, names);
            Map<String, Snapshot> built;
            try (BuildReport report = BuildReport.onStandardError(places.store())) {
                built = new NeededFixtures(library, names, inputs.buildCommand(places)).build(report).orThrow();
            }
            new FixtureLocks(chosen.suite().file(), places.store(), library, inputs.lockCommand(places))
                    .lock(built)
                    .forEach(file -> println("wrote " + file));
        }
        return ExitCode.DONE;
    }

    @Command(name = "remove", description = "Forget fixtures and free what only they use.")
    int remove(@Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of fixtures.") List<String> names)
            throws Exception {
        Places places = Places.of(System.getenv());
        try (Workshop workshop = Workshop.open(places)) {
            for (String name : names)
                if (!workshop.store().names().containsKey(name) && !workshop.store().damagedNames().containsKey(name))
                    throw new BadInput(Problem.of("fixture remove", "fixture '" + name + "'", "is not built",
                            "see: ./frostbench fixture list"));
            Freed freed = workshop.library(places.recipes(null), Map.of()).remove(names);
            println(freed(freed, "fixtures"));
        }
        return ExitCode.DONE;
    }

    static String freed(Freed freed, String others) {
        return "freed " + FixtureListCommand.mebibytes(freed.bytes()) + " in " + Plural.of(freed.layers(), "layer")
                + "; what other " + others + " share stays";
    }

    private void println(String line) {
        spec.commandLine().getOut().println(line);
    }

    private static String json(Snapshot snapshot) {
        Manifest manifest = snapshot.manifest();
        var json = JsonNodeFactory.instance.objectNode().put("digest", snapshot.digest().text());
        var layers = json.putArray("layers");
        manifest.layers().forEach(layer -> layers.addObject()
                .put("digest", layer.digest().text())
                .put("bytes", layer.bytes())
                .put("by", layer.by()));
        var environment = json.putObject("environment");
        manifest.environment().forEach(environment::put);
        json.put("workdir", manifest.workdir()).put("user", manifest.user());
        var labels = json.putObject("labels");
        manifest.labels().forEach(labels::put);
        manifest.parent().ifPresent(parent -> json.put("parent", parent.text()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }
}
