package dev.frostbench.suites.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The settings of a `command` part, made from its keys.
///
/// @param id field that names a task, in rows and predictions
/// @param prediction field of a prediction whose text is tried
/// @param delivery how that text gets into the sandbox
/// @param files content of further files by their absolute paths (templates too), written after the prediction
/// @param argv the command, without a shell
/// @param parser reads the command's output; if empty, the exit code decides
/// @param tests fields of a row that list the tests which must pass, if there is a parser
/// @param gold field of a row that holds its own solution
record CommandSettings(String id, String prediction, Delivery delivery, SortedMap<String, Template> files,
        List<Template> argv, Template workdir, Optional<String> parser, List<String> tests, Optional<String> gold) {

    CommandSettings {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        argv = List.copyOf(argv);
        tests = List.copyOf(tests);
    }

    /// The settings of keys without problems.
    static CommandSettings of(CommandKeys keys) {
        var said = keys.said();
        var files = new TreeMap<String, Template>();
        keys.files().forEach((path, content) -> files.put(path, new Template(content)));
        Delivery delivery = said.file().<Delivery>map(path -> new Delivery.File(new Template(path)))
                .orElseGet(() -> new Delivery.Patch(new Template(said.patch().orElseThrow())));
        return new CommandSettings(keys.id().orElse("task_id"), said.field().orElse("prediction"), delivery, files,
                keys.command().stream().map(Template::new).toList(),
                new Template(keys.workdir().orElse(standardWorkdir(delivery))), keys.parser(),
                keys.tests().isEmpty() ? List.of("FAIL_TO_PASS", "PASS_TO_PASS") : keys.tests(), keys.gold());
    }

    /// The tree that a patch is applied to, or the folder of the prediction's file.
    private static String standardWorkdir(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Patch(Template tree) -> tree.text();
            case Delivery.File(Template file) -> file.text().lastIndexOf('/') == 0 ? "/"
                    : file.text().substring(0, file.text().lastIndexOf('/'));
        };
    }

    /// How a prediction gets into the sandbox.
    sealed interface Delivery {
        /// Written to a file.
        record File(Template path) implements Delivery {}

        /// Applied to a tree, in the ways that the SWE-bench harness tries.
        record Patch(Template tree) implements Delivery {}
    }

    /// The paths of all files that are written.
    List<Template> filePaths() {
        List<Template> paths = new ArrayList<>();
        if (delivery instanceof Delivery.File(Template path)) paths.add(path);
        files.keySet().forEach(path -> paths.add(new Template(path)));
        return paths;
    }

    /// What the commands are given as words.
    Stream<Template> words() {
        Stream<Template> tree = delivery instanceof Delivery.Patch(Template patched) ? Stream.of(patched)
                : Stream.empty();
        return Stream.of(argv.stream(), Stream.of(workdir), tree).flatMap(words -> words);
    }

    /// All fields of a row that the templates name.
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
