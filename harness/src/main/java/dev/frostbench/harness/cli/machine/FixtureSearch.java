package dev.frostbench.harness.cli.machine;

import dev.frostbench.documents.BadInput;
import dev.frostbench.fixtures.leaks.Answer;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.build.LeakCheck;
import dev.frostbench.harness.build.LeakReport.Found;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.run.ChosenTasks;
import dev.frostbench.harness.run.SuiteChoice;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// `doctor --fixtures`: what the fixtures that are built give away.
///
/// @param suite whose fixtures are searched for its answers; if empty, every snapshot with a name is searched for
///     commits
record FixtureSearch(Places places, Optional<SuiteChoice> suite) {

    /// @param json instead of a table
    /// @return 1 if anything was found
    int print(PrintWriter out, boolean json) throws IOException {
        try (Machine machine = Machine.open(places)) {
            Optional<ChosenTasks> chosen = suite.map(SuiteChoice::tasks);
            Map<String, List<Answer>> answers = chosen.map(ChosenTasks::answers).orElse(Map.of());
            Map<String, Snapshot> built = new TreeMap<>();
            Set<String> others = new TreeSet<>();
            Optional<FixtureLibrary> library = chosen
                    .map(tasks -> machine.library(tasks.recipeFolders(places), tasks.everyRecipe()));
            for (String name : names(machine, chosen))
                snapshot(machine, library, name)
                        .ifPresentOrElse(snapshot -> built.put(name, snapshot), () -> others.add(name));
            List<Found> found = new LeakCheck(machine.store(), "doctor", answers, Set.of()).find(built);
            if (json) out.println(json(built.keySet(), answers, found, others));
            else
                table(out, built.keySet(), answers, found, others);
            out.flush();
            return found.isEmpty() ? ExitCode.DONE : ExitCode.NOT_REACHED;
        }
    }

    private static Set<String> names(Machine machine, Optional<ChosenTasks> chosen) throws IOException {
        if (chosen.isEmpty()) return new TreeSet<>(machine.store().names().keySet());
        Set<String> names = new TreeSet<>();
        for (Task task : chosen.get().selection().tasks()) names.add(task.fixture());
        return names;
    }

    private static Optional<Snapshot> snapshot(Machine machine, Optional<FixtureLibrary> library, String name)
            throws IOException {
        try {
            return library.isEmpty() ? machine.store().find(name) : library.get().built(name);
        } catch (BadInput unreadable) {
            return Optional.empty(); // its build reports it
        }
    }

    private static void table(PrintWriter out, Set<String> built, Map<String, List<Answer>> answers,
            List<Found> found, Set<String> others) {
        int width = Math.max("FIXTURE".length(), built.stream().mapToInt(String::length).max().orElse(0));
        String row = "%-" + width + "s  %7s  %s%n";
        out.print(String.format(Locale.ROOT, row, "FIXTURE", "ANSWERS", "GIVES AWAY"));
        for (String name : built) {
            List<Found> own = found.stream().filter(one -> one.fixture().equals(name)).toList();
            String known = String.valueOf(answers.getOrDefault(name, List.of()).size());
            if (own.isEmpty()) out.print(String.format(Locale.ROOT, row, name, known, "nothing"));
            for (Found one : own) {
                out.print(String.format(Locale.ROOT, row, name, known,
                        TerminalText.line((one.tasks().isEmpty() ? "" : LeakCheck.some(one.tasks()) + ": ")
                                + one.leak().path() + " " + one.leak().what())));
                out.print(String.format(Locale.ROOT, row, "", "", "cure: " + one.leak().kind().cure()));
            }
        }
        if (!others.isEmpty()) out.println("not built: " + String.join(", ", others));
    }

    private static String json(Set<String> built, Map<String, List<Answer>> answers, List<Found> found,
            Set<String> others) {
        var root = JsonNodeFactory.instance.objectNode();
        var fixtures = root.putArray("fixtures");
        for (String name : built) {
            var fixture = fixtures.addObject().put("name", name)
                    .put("answers", answers.getOrDefault(name, List.of()).size());
            var leaks = fixture.putArray("leaks");
            found.stream().filter(one -> one.fixture().equals(name)).forEach(one -> {
                var leak = leaks.addObject().put("kind", one.leak().kind().name().toLowerCase(Locale.ROOT))
                        .put("path", one.leak().path()).put("what", one.leak().what());
                one.tasks().forEach(leak.putArray("tasks")::add);
                leak.put("cure", one.leak().kind().cure());
            });
        }
        others.forEach(root.putArray("not_built")::add);
        return JsonMapper.shared().writeValueAsString(root);
    }
}
