package dev.frostbench.suites.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a suite file says of a `command` part.
///
/// @param id field that names a task, in rows and predictions
/// @param prediction field of a prediction that is tried
/// @param delivery how it gets into the sandbox
/// @param files content of further files by their absolute paths (templates too), written after the prediction
/// @param argv the command, without a shell
/// @param parser reads the command's output; without one its exit code decides
/// @param tests fields of a row that list the tests which must pass, where there is a parser
/// @param gold field of a row that holds its own solution
public record CommandSettings(String id, String prediction, Delivery delivery, SortedMap<String, Template> files,
        List<Template> argv, Template workdir, Optional<String> parser, List<String> tests, Optional<String> gold) {

    public CommandSettings {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        argv = List.copyOf(argv);
        tests = List.copyOf(tests);
    }

    /// How a prediction gets into the sandbox.
    public sealed interface Delivery {
        /// Written to a file.
        record File(Template path) implements Delivery {}

        /// Applied to a tree, in the ways the SWE-bench harness tries.
        record Patch(Template tree) implements Delivery {}
    }

    /// Every field of a row that a template names.
    Set<String> templateFields() {
        var templates = new ArrayList<>(argv);
        templates.add(workdir);
        files.keySet().forEach(path -> templates.add(new Template(path)));
        templates.addAll(files.values());
        templates.add(switch (delivery) {
            case Delivery.File(Template path) -> path;
            case Delivery.Patch(Template tree) -> tree;
        });
        Set<String> fields = new LinkedHashSet<>();
        templates.forEach(template -> fields.addAll(template.fields()));
        return fields;
    }
}
