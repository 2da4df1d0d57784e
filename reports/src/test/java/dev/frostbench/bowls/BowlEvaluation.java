package dev.frostbench.bowls;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.FileSeen.Content;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

record BowlEvaluation(double enough, Duration timeout, ProcedureLimits limits) implements Evaluation {

    @Override
    public Optional<String> gold(Task task) {
        return Optional.of(task.row().path("best").asString());
    }

    @Override
    public Procedure procedure(Task task, Prediction prediction) {
        var argv = List.of("sh", "-c", prediction.text());
        return Procedure.of(limits, new Step.Run("make", new Invocation(argv, Map.of(), "/", new byte[0], timeout)),
                new Step.Read("reward", "/reward", 100));
    }

    @Override
    public Grade grade(Task task, Prediction prediction, Evidence evidence) {
        return evidence.file("main", "reward").map(seen -> switch (seen.content()) {
            case Content.Kept kept -> grade(Double.parseDouble(kept.text().strip()));
            case Content.Absent(String why) -> same(new Verdict.Unresolved(), why, List.of());
        }).orElseGet(() -> same(new Verdict.Error(), "nothing was read back", List.of()));
    }

    private Grade grade(double reward) {
        boolean good = reward >= enough;
        var test = new TestResult("reward", "SHAPE", good ? Status.PASSED : Status.FAILED);
        return same(good ? new Verdict.Resolved() : new Verdict.Unresolved(), "reward " + reward, List.of(test))
                .with(Map.of("reward", reward, "whole", good ? 1.0 : 0.0));
    }

    private static Grade same(Verdict verdict, String why, List<TestResult> tests) {
        return new Grade(verdict, verdict, verdict, why, tests);
    }
}
