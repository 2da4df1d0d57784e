package dev.frostbench.suites.file;

import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.suites.command.CommandSettings;
import dev.frostbench.suites.command.CommandSettings.Delivery;
import dev.frostbench.suites.command.Template;
import dev.frostbench.suites.grading.readers.TestRunner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A part as it is written in a suite file; a suite of one part writes its keys at the top.
record PartYaml(Optional<String> name, String kind, Optional<String> dataset, Optional<String> predictions,
        Optional<String> fixture, Map<String, String> fixtures, Optional<JsonNode> timeout, Optional<LimitsYaml> limits,
        Optional<String> environments, Optional<String> id, Optional<PredictionYaml> prediction,
        Map<String, String> files,
        List<String> command, Optional<String> workdir, Optional<String> parser, List<String> tests,
        Optional<String> gold) {

    record LimitsYaml(Optional<JsonNode> memory, OptionalInt processes, OptionalDouble cpus, Optional<JsonNode> disk,
            Optional<JsonNode> output) {
        static LimitsYaml none() {
            return new LimitsYaml(Optional.empty(), OptionalInt.empty(), OptionalDouble.empty(), Optional.empty(),
                    Optional.empty());
        }
    }

    record PredictionYaml(Optional<String> field, Optional<String> file, Optional<String> patch) {}

    /// What a `command` part says; nothing after a problem was noted.
    ///
    /// @param at the part's JSON pointer
    Optional<CommandSettings> commandSettings(YamlDocument document, String at, List<Problem> problems) {
        int before = problems.size();
        if (command.isEmpty())
            problems.add(document.problem(at, "has no command", "add `command: [program, argument, …]`"));
        parser.filter(name -> TestRunner.named(name).isEmpty())
                .ifPresent(name -> problems.add(document.problem(at + "/parser",
                        "is '" + name + "'", Suggestion.nearest(name, TestRunner.names())
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("the parsers are: " + String.join(", ", TestRunner.names())))));
        if (!tests.isEmpty() && parser.isEmpty())
            problems.add(
                    document.problem(at + "/tests", "is of no use without a parser", "add `parser:`, or leave it out"));
        files.keySet().forEach(path -> absolute(document, at + "/files/" + path.replace("~", "~0").replace("/", "~1"),
                path, problems));
        workdir.ifPresent(path -> absolute(document, at + "/workdir", path, problems));
        Optional<Delivery> delivery = delivery(document, at, problems);
        if (problems.size() > before || delivery.isEmpty()) return Optional.empty();
        var written = new TreeMap<String, Template>();
        files.forEach((path, content) -> written.put(path, new Template(content)));
        return Optional.of(new CommandSettings(id.orElse("task_id"),
                prediction.flatMap(PredictionYaml::field).orElse("prediction"),
                delivery.get(), written, command.stream().map(Template::new).toList(),
                new Template(workdir.orElse(standardWorkdir())),
                parser, tests.isEmpty() ? List.of("FAIL_TO_PASS", "PASS_TO_PASS") : tests, gold));
    }

    /// Where a patch is applied, or where the prediction's file lies.
    private String standardWorkdir() {
        var said = prediction.orElseThrow();
        if (said.patch().isPresent()) return said.patch().get();
        String file = said.file().orElseThrow();
        return file.lastIndexOf('/') == 0 ? "/" : file.substring(0, file.lastIndexOf('/'));
    }

    private Optional<Delivery> delivery(YamlDocument document, String at, List<Problem> problems) {
        var said = prediction.orElse(new PredictionYaml(Optional.empty(), Optional.empty(), Optional.empty()));
        if (said.file().isPresent() == said.patch().isPresent()) {
            problems.add(document.problem(prediction.isPresent() ? at + "/prediction" : at,
                    "does not say where a prediction goes",
                    "add `prediction:` with either `file: /path` or `patch: /tree`"));
            return Optional.empty();
        }
        said.file().ifPresent(path -> absolute(document, at + "/prediction/file", path, problems));
        said.patch().ifPresent(path -> absolute(document, at + "/prediction/patch", path, problems));
        return said.file().<Delivery>map(path -> new Delivery.File(new Template(path)))
                .or(() -> said.patch().map(path -> new Delivery.Patch(new Template(path))));
    }

    private static void absolute(YamlDocument document, String at, String path, List<Problem> problems) {
        if (!path.startsWith("/"))
            problems.add(document.problem(at, "is '" + path + "', which is not absolute", "begin it with /"));
    }
}
