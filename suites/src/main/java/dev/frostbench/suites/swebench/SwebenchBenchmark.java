package dev.frostbench.suites.swebench;

import dev.frostbench.suites.Benchmark;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.grading.parsers.LogParser;
import dev.frostbench.suites.grading.parsers.LogParsers;
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
import tools.jackson.databind.JsonNode;

/// SWE-bench's meaning: apply the patch, run the evaluation script, read its log by the rules of 4.1.0.
///
/// A patch that touches the test machinery is tried a second time, in a fresh sandbox, with that machinery as it was;
/// it is resolved only if both logs say so.
public final class SwebenchBenchmark implements Benchmark {

    public static final String EVALUATE = "evaluate";
    private static final String MAIN = "main";
    private static final String STRICT = "strict";
    private static final String SCRIPT = "/tmp/eval.sh";
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
    public Procedure procedure(Task task, Prediction prediction) {
        var instance = new Instance(task.row());
        List<Pass> passes = new ArrayList<>();
        passes.add(new Pass(MAIN, steps(instance, prediction, List.of())));
        List<String> machinery = TestMachinery.touchedBy(instance, prediction.text());
        if (!machinery.isEmpty()) passes.add(new Pass(STRICT, steps(instance, prediction, machinery)));
        return new Procedure(passes, limits, notes(instance));
    }

    /// @param restored paths that get their state of before the patch again
    private List<Step> steps(Instance instance, Prediction prediction, List<String> restored) {
        var version = environments.of(instance).version();
        List<Step> steps = new ArrayList<>(services(version));
        if (!prediction.isEmpty()) steps.addAll(PatchChain.of(prediction.text(), CHECKOUT));
        for (String path : restored)
            steps.add(new Step.Run("restore " + path, List.of(
                    invocation(PATCHING, "git", "checkout", "HEAD", "--", path),
                    invocation(PATCHING, "git", "clean", "-fdxq", "--", path)), false));
        for (EvaluationScript.Part part : EvaluationScript.of(instance, version).parts()) {
            steps.add(new Step.Write(part.name(), SCRIPT, bytes(part.run()), 0755));
            steps.add(new Step.Run(part.name(), new Invocation(List.of("/bin/bash", SCRIPT), Map.of(), CHECKOUT,
                    new byte[0], timeout, part.official())));
        }
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
        Optional<String> sign = LogScrutiny.sign(instance, parserName(instance), text(main));
        if (sign.isPresent()) return new Judged(new Verdict.Unresolved(), sign.get(), compat.tests);
        Optional<Observation> again = EvaluationLog.of(evidence, STRICT);
        if (again.isEmpty()) return compat;
        Judged strict = judge(instance, again.get());
        if (!strict.verdict.passed())
            return new Judged(strict.verdict, "passes only with its own test machinery; without it: " + strict.why, compat.tests);
        return LogScrutiny.sign(instance, parserName(instance), text(again.get()))
                .map(why -> new Judged(new Verdict.Unresolved(), why, compat.tests)).orElse(compat);
    }

    private Judged judge(Instance instance, Observation seen) {
        if (seen.ending() instanceof Ending.TimedOut(Duration limit))
            return new Judged(new Verdict.TimedOut(), "the tests took longer than " + limit.toSeconds() + " s", List.of());
        String log = text(seen);
        if (log.contains(Markers.PATCH_FAILED))
            return new Judged(new Verdict.PatchRejected(), "the log says that the patch did not apply", List.of());
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
