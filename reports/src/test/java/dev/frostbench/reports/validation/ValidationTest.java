package dev.frostbench.reports.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ValidationTest {

    @Test
    void aTaskWhoseSolutionCannotBeJudgedApartIsUnprovedAndNotValid() {
        var unproved = new Grade(new Verdict.Unproved(), new Verdict.Resolved(), new Verdict.Unproved(),
                "rests on `==` of its class P", List.of());
        var resolved = all(new Verdict.Resolved());
        var validation = Validation
                .of(run(result("a", "gold", unproved), result("a", "empty", all(new Verdict.Unresolved())),
                        result("b", "gold", resolved), result("b", "empty", all(new Verdict.Unresolved()))));
        assertThat(validation.allValid()).isFalse();
        assertThat(validation.text())
                .contains("a  unproved     gold 0/1  empty 0/1  unproved: rests on `==` of its class P")
                .contains("2 tasks: valid 1, unproved 1").contains("no answer to such a task may be provable");
    }

    private static RunRecord run(Result... results) {
        return new RunRecord(
                new RunInfo("r", "s", List.of(new Part("p", "human-eval", "f", true, Optional.of("human-eval"))), 2, 2,
                        "1"),
                List.of(results));
    }

    private static Grade all(Verdict verdict) {
        return new Grade(verdict, verdict, verdict, "", List.of());
    }

    private static Result result(String id, String model, Grade grade) {
        return new Result(new Task(id, "p", "host", JsonNodeFactory.instance.objectNode()), 0,
                Optional.of(new Prediction(id, model, 0, "x")), new Evidence("", List.of(), Optional.empty()), grade);
    }
}
