package dev.frostbench.suites.swebench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The evaluation script of 4.1.0, less what the fixture already holds: activation of an environment and the install line.
///
/// The markers reach the log because `set -x` prints them; so stdout and stderr must be one stream.
final class EvaluationScript {

    private static final String HEREDOC = "EOF_114329324912";
    private static final List<String> NOT_TESTS = List.of(
            ".json", ".png", "csv", ".txt", ".md", ".jpg", ".jpeg", ".pkl", ".yml", ".yaml", ".toml");

    private EvaluationScript() {}

    static String of(Instance instance, List<String> setUp, String testCommand) {
        if (instance.evaluationScript().isPresent()) return withoutEnvironment(instance.evaluationScript().get());
        var base = instance.baseCommit();
        var files = quoted(PatchPaths.of(instance.testPatch()).removedOrChanged());
        // A checkout that names no file would undo every edit of the tree; a test patch may add files only.
        var restore = files.isEmpty() ? ":" : "git checkout " + base + " " + files;
        var lines = new ArrayList<>(List.of("#!/bin/bash", "set -uxo pipefail", "cd /testbed"));
        lines.addAll(setUp);
        lines.addAll(List.of(
                "git config --global --add safe.directory /testbed",
                "cd /testbed",
                "git status",
                "git show",
                "git -c core.fileMode=false diff " + base,
                restore,
                "git apply -v - <<'" + HEREDOC + "'\n" + instance.testPatch() + "\n" + HEREDOC,
                ": '" + Markers.START + "'",
                testCommand + " " + String.join(" ", directives(instance)),
                ": '" + Markers.END + "'",
                restore));
        return String.join("\n", lines) + "\n";
    }

    /// The files of the test patch that are tests; for django as dotted modules.
    static List<String> directives(Instance instance) {
        var files = PatchPaths.targets(instance.testPatch()).stream()
                .filter(file -> NOT_TESTS.stream().noneMatch(file::endsWith))
                .toList();
        return instance.repository().equals("django/django")
                ? files.stream().map(EvaluationScript::djangoLabel).toList()
                : files;
    }

    private static String djangoLabel(String file) {
        var module = file.endsWith(".py") ? file.substring(0, file.length() - ".py".length()) : file;
        return (module.startsWith("tests/") ? module.substring("tests/".length()) : module).replace('/', '.');
    }

    /// Version 5's script, without the lines that enter conda: PATH has the fixture's interpreter first.
    private static String withoutEnvironment(String script) {
        return script.lines()
                .filter(line -> !line.startsWith("source /opt/miniconda3/") && !line.startsWith("conda activate "))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String quoted(Iterable<String> files) {
        var words = new ArrayList<String>();
        files.forEach(file -> words.add(ShellWord.of(file)));
        return String.join(" ", words);
    }
}
