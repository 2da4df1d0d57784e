package dev.frostbench.suites.command;

import dev.frostbench.suites.audit.AnswerFile;
import dev.frostbench.suites.audit.Cheat;
import dev.frostbench.suites.audit.CheatingPatch;
import dev.frostbench.suites.audit.CommentedPatch;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.readers.TestRunner;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.PatchChain;
import dev.frostbench.suites.procedure.PatchRefusal;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.procedure.Seconds;
import dev.frostbench.suites.procedure.ShellWord;
import dev.frostbench.suites.task.KnownAnswer;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import dev.frostbench.suites.task.TestList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The meaning of a `command` part: the prediction is put into the sandbox, then the suite's files, then the command
/// runs.
///
/// 1. Without a parser, exit code 0 is resolved.
/// 2. With a parser, every test that the row lists must pass; the exit code decides nothing.
/// 3. The command judges inside the sandbox in which the prediction runs. Nothing stricter can be compared with it, so
///    `strict` equals `compat`.
record CommandEvaluation(CommandSettings settings, Duration timeout, ProcedureLimits limits) implements Evaluation {

    private static final String MAIN = "main";
    private static final String RUN = "run";
    /// So many characters more than the row's name another name may have to be told.
    private static final int MOST_MORE = 100;

    @Override
    public Optional<String> gold(Task task) {
        return settings.gold().map(task.row()::get).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    @Override
    public Optional<String> commented(Task task) {
        return gold(task).flatMap(gold -> switch (settings.delivery()) {
            case CommandSettings.Delivery.File(Template path) -> AnswerFile.commented(path.filled(task.row()), gold);
            case CommandSettings.Delivery.Patch _ -> Optional.of(CommentedPatch.of(gold));
        });
    }

    @Override
    public List<Cheat> cheats(Task task) {
        Optional<TestRunner> runner = settings.parser().flatMap(TestRunner::named);
        List<String> listed = settings.tests().stream()
                .flatMap(field -> TestList.of(task.row().path(field)).orElse(List.of()).stream()).toList();
        return gold(task).map(gold -> switch (settings.delivery()) {
            case CommandSettings.Delivery.File(Template path) ->
                AnswerFile.cheats(path.filled(task.row()), runner, listed);
            case CommandSettings.Delivery.Patch _ -> CheatingPatch.of(gold, runner, listed);
        }).orElse(List.of());
    }

    @Override
    public Optional<KnownAnswer> answer(Task task) {
        if (!(settings.delivery() instanceof CommandSettings.Delivery.Patch)) return Optional.empty();
        return gold(task).map(patch -> new KnownAnswer(Optional.empty(), Optional.empty(), Optional.empty(),
                Map.of("gold patch", patch)));
    }

    @Override
    public Procedure procedure(Task task, Prediction prediction) {
        ObjectNode row = task.row();
        List<Step> steps = new ArrayList<>();
        switch (settings.delivery()) {
            case CommandSettings.Delivery.File(Template path) ->
                steps.add(write("prediction", path.filled(row), prediction.text()));
            case CommandSettings.Delivery.Patch(Template tree) -> {
                if (!prediction.isEmpty()) steps.addAll(PatchChain.of(prediction.text(), tree.filled(row)));
                clear(tree.filled(row), row).ifPresent(steps::add);
            }
        }
        settings.files().forEach(
                (path, content) -> steps.add(write("file", new Template(path).filled(row), content.filled(row))));
        steps.add(new Step.Run(RUN, invocation(settings.workdir().filled(row),
                settings.argv().stream().map(word -> word.filled(row)).toList())));
        return Procedure.of(limits, steps.toArray(Step[]::new));
    }

    /// A patch may have put folders or links in the places of the suite's files. A user's own fixture may have no
    /// `rm`. And it may have put a program into git's settings, which must not run before these files are there.
    private Optional<Step> clear(String tree, ObjectNode row) {
        if (settings.files().isEmpty()) return Optional.empty();
        var paths = settings.files().keySet().stream().map(path -> new Template(path).filled(row)).toList();
        return Optional.of(new Step.Run("clear", List.of(
                invocation("/", words(List.of("rm", "-rf", "--"), paths)),
                invocation(tree, words(List.of("git", "-c", "core.fsmonitor=false", "clean", "-fdxq", "--"), paths))),
                false));
    }

    private static List<String> words(List<String> first, List<String> more) {
        var words = new ArrayList<>(first);
        words.addAll(more);
        return words;
    }

    private Invocation invocation(String workdir, List<String> argv) {
        return new Invocation(argv, Map.of(), workdir, new byte[0], timeout, ShellWord.line(argv));
    }

    private static Step write(String name, String path, String content) {
        return new Step.Write(name, path, content.getBytes(StandardCharsets.UTF_8), 0755);
    }

    @Override
    public String judgedBy(Task task) {
        return settings.parser().map(parser -> parser + " of " + settings.tests()).orElse("the exit code");
    }

    @Override
    public Grade grade(Task task, Prediction prediction, Evidence evidence) {
        if (evidence.trouble().isPresent()) return grade(new Verdict.Error(), evidence.trouble().get(), List.of());
        boolean rejected = evidence.of(MAIN, PatchChain.APPLY)
                .filter(seen -> !seen.ending().equals(new Ending.Exited(0))).isPresent();
        if (rejected)
            return grade(new Verdict.PatchRejected(), PatchRefusal.why(evidence, MAIN, prediction.text()), List.of());
        Optional<Observation> ran = evidence.of(MAIN, RUN);
        if (ran.isEmpty()) return grade(new Verdict.Error(), "the command did not run", List.of());
        String output = PythonText.universalNewlines(new String(ran.get().output(), StandardCharsets.UTF_8));
        return switch (ran.get().ending()) {
            case Ending.TimedOut(Duration limit) ->
                grade(new Verdict.TimedOut(), "the command took longer than " + Seconds.of(limit), List.of());
            case Ending.Exited(int code) when neverStarted(code, ran.get(), output) ->
                grade(new Verdict.Error(), "the command could not be started in the fixture: " + output.strip(),
                        List.of());
            case Ending.Exited(int code) -> ended(task, output, code == 0, "exit code " + code
                    + (code == 127 ? MissingProgram.in(output).map(MissingProgram::text).orElse("") : ""));
            case Ending.Signaled(int signal) -> ended(task, output, false, "signal " + signal);
        };
    }

    /// Whether this is the sandbox's own message in place of a program that is missing. A prediction can print the
    /// same, but no program ends without having used a processor.
    private static boolean neverStarted(int code, Observation ran, String output) {
        return (code == 126 || code == 127) && ran.cpu().isZero() && output.startsWith("frostbench: ");
    }

    private Grade ended(Task task, String output, boolean wentWell, String how) {
        if (settings.parser().isEmpty()) {
            return grade(wentWell ? new Verdict.Resolved() : new Verdict.Unresolved(), "the command ended with " + how,
                    List.of());
        }
        TestRunner runner = TestRunner.named(settings.parser().get()).orElseThrow();
        Reading reading = runner.today().parse(output, context(task));
        List<TestResult> tests = tests(task.row(), reading);
        List<TestResult> listed = tests.stream().filter(test -> test.counts()).toList();
        boolean resolved = listed.stream().allMatch(CommandEvaluation::passes)
                && against(reading, listed).isEmpty();
        String why = listed.stream().filter(CommandEvaluation::passes).count() + " of " + listed.size() + " tests pass"
                + doubt(runner, reading, listed).map(doubt -> ", but " + doubt).orElse("") + "; the command ended with "
                + how;
        return grade(resolved ? new Verdict.Resolved() : new Verdict.Unresolved(), why, tests);
    }

    private static ParseContext context(Task task) {
        return new ParseContext(task.id(), "", "", List.of(), List.of());
    }

    private static boolean passes(TestResult test) {
        return test.status() == Status.PASSED || test.status() == Status.XFAIL;
    }

    private static Optional<String> against(Reading reading, List<TestResult> listed) {
        return reading.against(listed.stream().filter(test -> test.status() == Status.PASSED).map(TestResult::name)
                .toList());
    }

    /// What a user should know of the log beyond its count.
    private static Optional<String> doubt(TestRunner runner, Reading reading, List<TestResult> listed) {
        Optional<String> against = against(reading, listed);
        if (against.isPresent()) return against;
        Optional<String> missing = listed.stream().filter(test -> test.status() == Status.MISSING)
                .map(TestResult::name).findFirst();
        if (missing.isEmpty()) return Optional.empty();
        if (reading.tests().containsValue(Status.PASSED)) return otherName(runner, reading, missing.get());
        return Optional.of("the output names no test that passes (" + runner.family().namesPasses() + ")");
    }

    /// What the output calls a test that the row lists by another name: the first name that holds the row's.
    private static Optional<String> otherName(TestRunner runner, Reading reading, String missing) {
        return reading.tests().keySet().stream()
                .filter(name -> name.contains(missing) && name.length() <= missing.length() + MOST_MORE).findFirst()
                .map(name -> "the parser " + runner.name() + " finds no test '" + missing
                        + "' in the output, and one with the name '" + name + "'");
    }

    private List<TestResult> tests(ObjectNode row, Reading reading) {
        Map<String, TestResult> tests = new LinkedHashMap<>();
        for (String field : settings.tests()) {
            String group = field.equals("PASS_TO_PASS") ? TestGroup.PASS_TO_PASS : TestGroup.FAIL_TO_PASS;
            for (String name : TestList.of(row.path(field)).orElse(List.of()))
                tests.putIfAbsent(name, new TestResult(name, group, reading.status(name)));
        }
        Set<String> listed = tests.keySet().stream().flatMap(name -> reading.ids(name).stream())
                .collect(Collectors.toSet());
        reading.tests().forEach((id, status) -> {
            if (!listed.contains(id)) tests.putIfAbsent(id, new TestResult(id, TestGroup.OTHER, status));
        });
        return List.copyOf(tests.values());
    }

    private static Grade grade(Verdict verdict, String why, List<TestResult> tests) {
        return new Grade(verdict, verdict, verdict, why, tests);
    }
}
