package dev.frostbench.suites.command;

import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.documents.YamlMapping;
import dev.frostbench.suites.grading.readers.TestRunner;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with the keys of a `command` part.
final class CommandKeyProblems {

    private final YamlMapping part;
    private final List<Problem> problems = new ArrayList<>();

    private CommandKeyProblems(YamlMapping part) {
        this.part = part;
    }

    static List<Problem> of(CommandKeys keys, YamlMapping part) {
        var found = new CommandKeyProblems(part);
        found.command(keys);
        keys.files().keySet().forEach(path -> found.absolute("/files/" + YamlMapping.escaped(path), path));
        keys.workdir().ifPresent(path -> found.absolute("/workdir", path));
        found.delivery(keys);
        return found.problems;
    }

    private void command(CommandKeys keys) {
        if (keys.command().isEmpty())
            problems.add(part.problem("", "has no command", "add `command: [program, argument, …]`"));
        keys.parser().filter(name -> TestRunner.named(name).isEmpty())
                .ifPresent(name -> problems.add(part.problem("/parser",
                        "is '" + name + "'", Suggestion.cure(name, TestRunner.names(),
                                "the parsers are: " + String.join(", ", TestRunner.names())))));
        if (!keys.tests().isEmpty() && keys.parser().isEmpty())
            problems.add(
                    part.problem("/tests", "is of no use without a parser", "add `parser:`, or leave it out"));
    }

    private void delivery(CommandKeys keys) {
        if (!keys.said().isClear()) {
            problems.add(part.problem(keys.prediction().isPresent() ? "/prediction" : "",
                    "does not say where a prediction goes",
                    "add `prediction:` with either `file: /path` or `patch: /tree`"));
            return;
        }
        keys.said().file().ifPresent(path -> absolute("/prediction/file", path));
        keys.said().patch().ifPresent(path -> absolute("/prediction/patch", path));
    }

    private void absolute(String below, String path) {
        if (!path.startsWith("/"))
            problems.add(part.problem(below, "is '" + path + "', which is not absolute", "begin it with /"));
    }
}
