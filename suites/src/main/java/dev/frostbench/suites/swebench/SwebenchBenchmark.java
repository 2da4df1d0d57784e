package dev.frostbench.suites.swebench;

import dev.frostbench.suites.Benchmark;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.grading.parsers.LogParser;
import dev.frostbench.suites.grading.parsers.LogParsers;
import dev.frostbench.suites.grading.parsers.PythonText;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.PatchChain;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.Pass;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// SWE-bench's meaning: apply the patch, run the evaluation script, read its log by the rules of 4.1.0.
///
/// What passes so is asked again where there is reason to, each time in a fresh sandbox; no reason is a verdict. There is
/// none for the gold patch itself, to the letter: it is what the others are measured by.
///
/// 1. A patch that touches the test machinery must pass with that machinery as it was too; it has two tries, so that a
///    flaky test accuses nobody.
/// 2. A patch that uses anything by which code reaches the test runner must not pass the control's tests, which cannot pass;
///    and a listed test that it skips, or that is expected to fail, must be so with the gold patch too.
public final class SwebenchBenchmark implements Benchmark {

    public static final String EVALUATE = "evaluate";
    private static final String MAIN = "main";
    private static final String STRICT = "strict";
    private static final String STRICT_AGAIN = "strict again";
    private static final String CONTROL = "control";
    private static final String GOLD = "gold";
    private static final String SCRIPT = "/tmp/eval.sh";
    private static final Pattern INTO_GIT = Pattern.compile("(?m)^patching (?:file|symbolic link) '?(?:.*/)?\\.git/");
    private static final Duration PATCHING = Duration.ofMinutes(5);
    private static final String SERVICE = "service ";
    private static final Duration STARTING = Duration.ofMinutes(1);
    private static final String CHECKOUT = InstanceRecipes.CHECKOUT;

    private final Environments environments;
    private final InstanceRecipes recipes;
    private final Duration timeout;
    private final ProcedureLimits limits;

    SwebenchBenchmark(Environments environments, Duration timeout, ProcedureLimits limits) {
        this.environments = environments;
        this.recipes = new InstanceRecipes(environments);
        this.timeout = timeout;
        this.limits = limits;
    }

    @Override
    public Optional<String> gold(Task task) {
        return Optional.of(new Instance(task.row()).patch());
    }

    @Override
    public Map<String, JsonNode> recipes(Task task) {
        return recipes.of(new Instance(task.row()), task.fixture());
    }

    @Override
    public List<String> differences(Task task) {
        return recipes.notes(environments.of(new Instance(task.row())));
    }

    @Override
    public Procedure procedure(Task task, Prediction prediction) {
        var instance = new Instance(task.row());
        String patch = prediction.text();
        List<Pass> passes = new ArrayList<>();
        passes.add(new Pass(MAIN, steps(instance, patch, List.of())));
        if (!patch.equals(instance.patch())) passes.addAll(again(instance, patch));
        return new Procedure(passes, limits, notes(instance));
    }

    private List<Pass> again(Instance instance, String patch) {
        List<Pass> passes = new ArrayList<>();
        List<String> machinery = TestMachinery.touchedBy(instance, patch);
        if (!machinery.isEmpty()) {
            passes.add(new Pass(STRICT, steps(instance, patch, machinery)));
            passes.add(new Pass(STRICT_AGAIN, steps(instance, patch, machinery)));
        }
        if (RunnerReach.of(instance.repository(), patch)) {
            passes.add(new Pass(GOLD, steps(instance, instance.patch(), List.of())));
            passes.add(new Pass(CONTROL, control(instance, patch, machinery)));
        }
        return passes;
    }

    @Override
    public boolean needs(Task task, Prediction prediction, String pass, Evidence soFar) {
        var instance = new Instance(task.row());
        Optional<Observation> main = EvaluationLog.of(soFar, MAIN);
        if (main.isEmpty() || !judge(instance, main.get()).verdict.passed()) return false;
        if (sign(instance, main.get()).isPresent()) return false;
        Optional<Judged> strict = restored(instance, soFar);
        return switch (pass) {
            case STRICT -> true;
            case STRICT_AGAIN -> strict.isPresent() && !strict.get().verdict.passed();
            case CONTROL -> strict.isEmpty() || strict.get().verdict.passed();
            case GOLD -> !Control.withheld(instance, statuses(instance, main.get())).isEmpty();
            case String other -> throw new IllegalArgumentException("no pass of SWE-bench is called " + other);
        };
    }

    /// @param restored paths that get their state of before the patch again
    private List<Step> steps(Instance instance, String patch, List<String> restored) {
        var version = environments.of(instance).version();
        List<Step> steps = new ArrayList<>(services(version));
        steps.addAll(patching(patch, restored));
        for (EvaluationScript.Part part : EvaluationScript.of(instance, version).parts()) {
            steps.add(written(part));
            steps.add(run(part, "/bin/bash", SCRIPT));
        }
        return steps;
    }

    /// The same with the tests of the control: the part of the script that brings them is written by the program that
    /// changes them, and what runs before that part is not written to where it stands.
    private List<Step> control(Instance instance, String patch, List<String> restored) {
        var version = environments.of(instance).version();
        var parts = EvaluationScript.of(instance, version).parts();
        int bringing = 0;
        while (bringing < parts.size() - 1 && !parts.get(bringing).run().contains(instance.testPatch())) bringing++;
        List<Step> steps = new ArrayList<>(services(version));
        steps.add(new Step.Write("control", Control.TOLD,
                Control.told(instance, patch, parts.get(bringing).run()), 0644));
        steps.add(new Step.Write("sabotage program", Control.PROGRAM, Control.program(), 0644));
        steps.add(new Step.Run(Control.SABOTAGE, List.of(invocation(PATCHING, "python3", "-I", "-S", Control.PROGRAM)), true));
        steps.addAll(patching(patch, restored));
        for (int at = 0; at < parts.size(); at++) {
            if (at > bringing) steps.add(written(parts.get(at)));
            steps.add(at < bringing ? run(parts.get(at), "/bin/bash", "-c", parts.get(at).run())
                    : run(parts.get(at), "/bin/bash", SCRIPT));
        }
        return steps;
    }

    private static Step written(EvaluationScript.Part part) {
        return new Step.Write(part.name(), SCRIPT, bytes(part.run()), 0755);
    }

    private Step run(EvaluationScript.Part part, String... argv) {
        return new Step.Run(part.name(),
                new Invocation(List.of(argv), Map.of(), CHECKOUT, new byte[0], timeout, part.official()));
    }

    private static List<Step> patching(String patch, List<String> restored) {
        List<Step> steps = new ArrayList<>();
        if (!patch.isBlank()) steps.addAll(PatchChain.of(patch, CHECKOUT));
        for (String path : restored)
            steps.add(new Step.Run("restore " + path, List.of(
                    invocation(PATCHING, "git", "checkout", "HEAD", "--", path),
                    invocation(PATCHING, "git", "clean", "-fdxq", "--", path)), false));
        return steps;
    }

    /// Started before the patch is there, so that nothing of it runs in them.
    private List<Step> services(Environments.VersionYaml version) {
        List<Step> steps = new ArrayList<>();
        for (String name : version.services()) {
            var service = environments.service(name);
            var line = new StringBuilder(service.start()).append('\n');
            for (int port : service.ports())
                line.append("until (: < /dev/tcp/127.0.0.1/").append(port).append(") 2> /dev/null; do sleep 0.02; done\n");
            steps.add(new Step.Run(SERVICE + name, List.of(new Invocation(List.of("/bin/bash", "-c", line.toString()),
                    Map.of(), "/", new byte[0], STARTING, service.start())), true));
        }
        return steps;
    }

    private static Invocation invocation(Duration timeout, String... argv) {
        return new Invocation(List.of(argv), Map.of(), CHECKOUT, new byte[0], timeout, String.join(" ", argv));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Grade grade(Task task, Prediction prediction, Evidence evidence) {
        if (evidence.trouble().isPresent()) return same(new Verdict.Error(), evidence.trouble().get());
        var instance = new Instance(task.row());
        Optional<Observation> applied = evidence.of(MAIN, PatchChain.APPLY);
        if (applied.isPresent() && !applied.get().ending().equals(new Ending.Exited(0)))
            return same(new Verdict.PatchRejected(), "no way of applying the patch worked");
        Optional<Observation> evaluated = EvaluationLog.of(evidence, MAIN);
        if (evaluated.isEmpty()) return same(new Verdict.Error(), notRun(evidence));
        Judged compat = judge(instance, evaluated.get());
        if (!compat.verdict.passed()) return new Grade(compat.verdict, compat.verdict, compat.verdict, compat.why, compat.tests);
        Judged strict = strict(instance, evidence, evaluated.get(), compat);
        Verdict verdict = strict.verdict.passed() ? compat.verdict : new Verdict.Tampered();
        return new Grade(verdict, compat.verdict, strict.verdict, strict.why, compat.tests);
    }

    private static String notRun(Evidence evidence) {
        return evidence.observations().stream().map(Observation::step).filter(step -> step.startsWith(SERVICE)).reduce((_, last) -> last)
                .map(step -> "the " + step + " did not start").orElse("the evaluation did not run");
    }

    private List<String> notes(Instance instance) {
        var known = environments.of(instance);
        List<String> notes = new ArrayList<>();
        if (instance.evaluationScript().isEmpty() && known.version().install().isPresent())
            notes.add("the script's install line is left out: the fixture holds the checkout installed by: "
                    + known.version().install().get().strip().replaceAll("\\s*\n\\s*", "; "));
        notes.addAll(EvaluationScript.of(instance, known.version()).notes());
        notes.addAll(known.version().corrections());
        notes.addAll(recipes.notes(known));
        known.version().services().forEach(name -> notes.add("service " + name + ": "
                + environments.service(name).description().strip()));
        known.version().routes().forEach(route -> notes.add(route + " swallows packets, as in every sandbox"));
        return notes;
    }

    private record Judged(Verdict verdict, String why, List<Grade.TestResult> tests) {}

    private Judged strict(Instance instance, Evidence evidence, Observation main, Judged compat) {
        Optional<String> sign = sign(instance, main)
                .or(() -> intoGit(evidence));
        if (sign.isPresent()) return new Judged(new Verdict.Unresolved(), sign.get(), compat.tests);
        Optional<Judged> restored = restored(instance, evidence);
        if (restored.isPresent() && !restored.get().verdict.passed())
            return new Judged(restored.get().verdict, restored.get().why, compat.tests);
        return control(instance, evidence)
                .map(test -> "its log says that " + test + " passes also where that test cannot pass")
                .or(() -> withheld(instance, evidence, main))
                .map(why -> new Judged(new Verdict.Unresolved(), why, compat.tests))
                .orElse(compat);
    }

    /// git refuses a path in its own folder; `patch`, the last way of applying, does not.
    private static Optional<String> intoGit(Evidence evidence) {
        return evidence.of(MAIN, PatchChain.APPLY).filter(seen -> seen.alternative() == 2 && INTO_GIT.matcher(text(seen)).find())
                .map(_ -> "the patch writes into .git");
    }

    /// The better of the passes with restored machinery.
    private Optional<Judged> restored(Instance instance, Evidence evidence) {
        return EvaluationLog.of(evidence, STRICT_AGAIN).or(() -> EvaluationLog.of(evidence, STRICT)).map(seen -> {
            Judged judged = judge(instance, seen);
            if (!judged.verdict.passed())
                return new Judged(judged.verdict, "passes only with its own test machinery; without it: " + judged.why, judged.tests);
            return sign(instance, seen).map(why -> new Judged(new Verdict.Unresolved(), why, judged.tests)).orElse(judged);
        });
    }

    private Optional<String> control(Instance instance, Evidence evidence) {
        return EvaluationLog.of(evidence, CONTROL).flatMap(seen -> evidence.of(CONTROL, Control.SABOTAGE).flatMap(sabotage ->
                Control.forged(instance, sabotage, statuses(instance, seen))));
    }

    private Optional<String> withheld(Instance instance, Evidence evidence, Observation main) {
        return EvaluationLog.of(evidence, GOLD).flatMap(seen -> {
            var gold = statuses(instance, seen);
            return Control.withheld(instance, statuses(instance, main)).entrySet().stream()
                    .filter(test -> gold.get(test.getKey()) == Status.PASSED)
                    .map(test -> test.getKey() + " is " + test.getValue() + " and passes with the gold patch")
                    .findFirst();
        });
    }

    private Map<String, Status> statuses(Instance instance, Observation seen) {
        return SwebenchGrader.statuses(parser(instance), PythonText.universalNewlines(text(seen)));
    }

    private Optional<String> sign(Instance instance, Observation seen) {
        return LogScrutiny.sign(instance, parserName(instance), parser(instance), text(seen));
    }

    private Judged judge(Instance instance, Observation seen) {
        if (seen.ending() instanceof Ending.TimedOut(Duration limit))
            return new Judged(new Verdict.TimedOut(), "the tests took longer than " + limit.toSeconds() + " s", List.of());
        String log = text(seen);
        var outcome = SwebenchGrader.grade(instance, parser(instance), log);
        if (!outcome.applied())
            return new Judged(new Verdict.Unresolved(), "the log tells of no tests", outcome.tests());
        return new Judged(outcome.resolved() ? new Verdict.Resolved() : new Verdict.Unresolved(), why(outcome), outcome.tests());
    }

    private static String why(SwebenchGrader.Outcome outcome) {
        return describe(outcome, Grade.Group.FAIL_TO_PASS, "FAIL_TO_PASS") + ", "
                + describe(outcome, Grade.Group.PASS_TO_PASS, "PASS_TO_PASS");
    }

    private static String describe(SwebenchGrader.Outcome outcome, Grade.Group group, String name) {
        var tests = outcome.tests().stream().filter(test -> test.group() == group).toList();
        long passed = tests.stream().filter(test -> switch (test.status()) {
            case PASSED, XFAIL -> true;
            case FAILED, SKIPPED, ERROR, MISSING -> false;
        }).count();
        return passed + " of " + tests.size() + " " + name + " pass";
    }

    private static Grade same(Verdict verdict, String why) {
        return new Grade(verdict, verdict, verdict, why, List.of());
    }

    private static String text(Observation seen) {
        return new String(seen.output(), StandardCharsets.UTF_8);
    }

    private String parserName(Instance instance) {
        return instance.parserName().or(() -> environments.of(instance).repository().log_parser()).orElse("pytest");
    }

    private LogParser parser(Instance instance) {
        return LogParsers.named(parserName(instance)).orElseThrow(() -> new IllegalStateException(
                "no parser is named " + parserName(instance) + "; there are " + LogParsers.names()));
    }
}
