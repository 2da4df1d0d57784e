package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.harness.build.LeakReport;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Which defences are active for each task that runs, and what it may use, for `run.json`. Tasks of a part that have
/// the same are told together.
///
/// @param depth of the controls
record TaskDefences(ChosenTasks chosen, int depth, LeakReport leaks) {

    /// What a group of tasks has in common.
    private record Defences(String part, List<String> active, ObjectNode resources) {}

    void write(ObjectNode json) {
        Map<Defences, List<String>> groups = new LinkedHashMap<>();
        Map<String, Integer> parts = new LinkedHashMap<>();
        for (Task task : chosen.selection().tasks()) {
            if (!leaks.fixtures().contains(task.fixture())) continue; // nobody answered it
            parts.merge(task.part(), 1, Integer::sum);
            groups.computeIfAbsent(new Defences(task.part(), active(task), resources(chosen.part(task))),
                    _ -> new ArrayList<>()).add(task.id());
        }
        if (groups.isEmpty()) return;
        var array = json.putArray("defences");
        groups.forEach((defences, ids) -> {
            var group = array.addObject().put("part", defences.part);
            if (ids.size() < parts.get(defences.part)) ids.forEach(group.putArray("tasks")::add);
            defences.active.forEach(group.putArray("active")::add);
            group.set("resources", defences.resources);
        });
    }

    private List<String> active(Task task) {
        List<String> active = new ArrayList<>(List.of("no network", searched(task)));
        try {
            active.addAll(chosen.evaluation(task).defences(task, depth));
        } catch (BadInput _) {
            // without an environment and a prediction; otherwise the run would have been refused
        }
        return active;
    }

    private String searched(Task task) {
        Set<String> allowed = leaks.allowed().stream().filter(found -> found.fixture().equals(task.fixture()))
                .filter(found -> found.tasks().isEmpty() || found.tasks().contains(task.id()))
                .map(found -> found.leak().path()).collect(Collectors.toCollection(TreeSet::new));
        String what = "fixture searched for " + (chosen.evaluation(task).answer(task).isPresent() ? "the answer"
                : "late commits");
        return what + (allowed.isEmpty() ? ", nothing found" : ", let stand: " + String.join(", ", allowed));
    }

    /// Nothing is reserved for a sandbox: those of a run share the machine.
    private static ObjectNode resources(Part part) {
        var limits = part.open().settings().limits();
        var resources = JsonNodeFactory.instance.objectNode();
        resources.putObject("floor").put("memory_bytes", 0L).put("cpus", 0.0).put("disk_bytes", 0L);
        resources.putObject("ceiling").put("command_timeout_seconds", part.open().timeout().toMillis() / 1000.0)
                .put("memory_bytes", limits.memoryBytes()).put("processes", limits.processes())
                .put("cpus", limits.cpus()).put("disk_bytes", limits.diskBytes())
                .put("output_bytes", limits.outputBytes());
        return resources;
    }
}
