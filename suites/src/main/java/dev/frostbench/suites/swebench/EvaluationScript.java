package dev.frostbench.suites.swebench;

import dev.frostbench.suites.procedure.ShellWord;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.instance.CheckedOutFiles;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.instance.Markers;
import dev.frostbench.suites.swebench.instance.PatchPaths;
import dev.frostbench.suites.swebench.instance.StepNames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The evaluation script of 4.1.0, without what the fixture already holds: the activation of an environment and the
/// install line.
///
/// It is run part by part, so that the evidence has the time and the exit code of each. Their outputs, one after the
/// other, are the output of the whole. `set -x` prints the markers into the log, so stdout and stderr must be one
/// stream. Version 5's own script is one part.
///
/// @param parts in their order
/// @param notes how it differs from the official script
public record EvaluationScript(List<Part> parts, List<String> notes) {

    static final String TREE = "look at the tree";
    static final String TEST_FILES = "bring the test files";
    public static final String EVALUATE = StepNames.EVALUATE;
    static final String RESTORE = "take the test files back";

    private static final String HEREDOC = "EOF_114329324912";
    private static final List<String> NOT_TESTS = List.of(
            ".json", ".png", "csv", ".txt", ".md", ".jpg", ".jpeg", ".pkl", ".yml", ".yaml", ".toml");
    private static final Pattern LEFT_OUT = Pattern.compile("source /opt/miniconda3/.*|conda activate .*"
            + "|(?:python -m )?pip install .*|.*\\blocale-gen\\b.*|export (?:LANG|LANGUAGE|LC_ALL)=.*");
    private static final String ONE_SHELL = "set -uxo pipefail";
    private static final String BASH = "#!/bin/bash";
    /// The interpreter of the official images.
    private static final String ACTIVATE = "if [ -r /opt/miniconda3/bin/activate ]; then"
            + " . /opt/miniconda3/bin/activate; conda activate testbed; fi\n";
    private static final String CODE = "SWEBENCH_TEST_EXIT_CODE";

    public EvaluationScript {
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
    }

    /// Some lines of the script.
    ///
    /// @param name of the step that runs it
    /// @param official the lines of the official script
    /// @param run the lines that run, in a shell of their own
    record Part(String name, String official, String run) {}

    static EvaluationScript of(Instance instance, Environments.VersionYaml version) {
        if (instance.evaluationScript().isPresent())
            return versionFive(instance.evaluationScript().get(),
                    instance.bringsEnvironment());
        List<String> notes = new ArrayList<>();
        var files = quoted(CheckedOutFiles.of(instance.testPatch()));
        String restore = "git checkout " + instance.baseCommit() + " " + files;
        if (files.isEmpty()) {
            restore = ":";
            notes.add("the script's checkout of test files is left out: the test patch only adds files, and a checkout "
                    + "that names no file would undo what was edited before the install");
        }
        return new EvaluationScript(parts(instance, version, restore), notes);
    }

    /// Whether the tests can be altered: a script of version 5 may bring them in another way than by the test patch.
    static boolean holdsTestPatch(Instance instance) {
        return instance.evaluationScript().map(script -> script.contains(instance.testPatch())).orElse(true);
    }

    private static List<Part> parts(Instance instance, Environments.VersionYaml version, String restore) {
        String setUp = lines(version.set_up());
        String activate = instance.bringsEnvironment() ? ACTIVATE : "";
        String look = "cd /testbed\n" + setUp + lines(List.of(
                "git config --global --add safe.directory /testbed",
                "cd /testbed",
                "git status",
                "git show",
                "git -c core.fileMode=false diff " + instance.baseCommit()));
        String bring = lines(
                List.of(restore, "git apply -v - <<'" + HEREDOC + "'\n" + instance.testPatch() + "\n" + HEREDOC));
        String start = ": '" + Markers.START + "'\n" + version.test_cmd().orElseThrow() + " "
                + String.join(" ", directives(instance)) + "\n";
        String end = ": '" + Markers.END + "'\n";
        // the part exits with the test command's exit code, without a word of that in the log
        String test = start + "{ code=$?; } 2> /dev/null\n" + end + "{ exit $code; } 2> /dev/null\n";
        String shell = activate + "cd /testbed\n" + setUp + ONE_SHELL + "\n";
        return List.of(new Part(TREE, BASH + "\n" + ONE_SHELL + "\n" + look, activate + ONE_SHELL + "\n" + look),
                new Part(TEST_FILES, bring, shell + bring),
                new Part(EVALUATE, start + end, shell + test),
                new Part(RESTORE, restore + "\n", shell + restore + "\n"));
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

    /// Version 5's script as 5.0.2 runs it: below `set -uxo pipefail`, and telling the exit code of the tests. In a
    /// fixture that is built here it lacks the lines which that replaces: its interpreter is first on the PATH, its
    /// checkout is installed, and its locale is UTF-8.
    ///
    /// @param whole whether nothing is left out
    private static EvaluationScript versionFive(String script, boolean whole) {
        List<String> notes = new ArrayList<>();
        var kept = new StringBuilder(BASH + "\n" + ONE_SHELL + "\n");
        boolean told = false;
        for (String line : script.strip().split("\n")) {
            if (line.equals(BASH) || line.equals(ONE_SHELL)) continue;
            boolean ends = !told && line.contains(Markers.END);
            if (ends) kept.append(CODE).append("=$?\n");
            if (whole || !LEFT_OUT.matcher(line).matches()) kept.append(line).append('\n');
            else if (!line.contains("conda"))
                notes.add("left out of the script, for the fixture stands for it: " + line);
            if (ends) kept.append("echo \"").append(Markers.EXIT_CODE).append(": $").append(CODE).append("\"\n");
            told |= ends;
        }
        return new EvaluationScript(List.of(new Part(EVALUATE, kept.toString(), kept.toString())), notes);
    }

    private static String lines(Iterable<String> lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static String quoted(Iterable<String> files) {
        var words = new ArrayList<String>();
        files.forEach(file -> words.add(ShellWord.of(file)));
        return String.join(" ", words);
    }
}
