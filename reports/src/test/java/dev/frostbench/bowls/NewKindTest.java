package dev.frostbench.bowls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.reports.Reports;
import dev.frostbench.reports.explain.Explanation;
import dev.frostbench.reports.explain.Explanations;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.file.SuiteFile;
import dev.frostbench.suites.kind.Kinds;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.FileSeen;
import dev.frostbench.suites.procedure.FileSeen.Content;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.selection.PredictionSource;
import dev.frostbench.suites.selection.Selection;
import dev.frostbench.suites.selection.SelectionRequest;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kind is one package and two lines in `META-INF/services`: it is loaded, graded, counted and reported without a
/// change to main code.
class NewKindTest {

    private static final String SUITE = """
            name: pottery
            kind: bowls
            dataset: bowls.jsonl
            fixture: host
            enough: 0.5
            answer: made
            """;

    @TempDir
    Path folder;

    @Test
    void aKindOfAnotherPackageIsFound() {
        assertThat(Kinds.words()).contains("human-eval", "swe-bench", "command", "bowls");
        assertThat(Kinds.ownKeys()).contains("enough", "environments", "parser").doesNotContain("name", "limits");
    }

    @Test
    void itsSettingsAreReadBesideThoseOfEveryPart() throws IOException {
        Part part = suite(SUITE).parts().getFirst();
        assertThat(part.rows().predictionField()).isEqualTo("made");
        assertThat(part.open().timeout()).hasSeconds(7);
        assertThat(suite(SUITE).within(Duration.ofSeconds(2)).parts().getFirst().evaluation())
                .isEqualTo(new BowlEvaluation(0.5, Duration.ofSeconds(2), part.open().settings().limits()));
    }

    @Test
    void everyProblemOfEveryPartIsToldAtOnceAndWhereItStands() {
        assertThatThrownBy(() -> suite("""
                name: pottery
                parts:
                  - kind: bowls
                    fixture: host
                    enough: much
                    glaze: ash
                  - kind: command
                    fixture: host
                    command: sh
                  - kind: bowls
                    fixture: host
                """))
                .hasMessageContaining("suite.yaml:5:13: /parts/0/enough is the text 'much'; it must be a number")
                .hasMessageContaining("suite.yaml:6:5: /parts/0/glaze is not a key of /parts/0")
                .hasMessageContaining("suite.yaml:9:14: /parts/1/command is the text 'sh'; it must be a list")
                .hasMessageContaining("suite.yaml:10:5: /parts/2 has no 'enough'");
        assertThatThrownBy(() -> suite(SUITE.replace("0.5", "2") + "environments: x\ntimeout: 3\n"))
                .hasMessageContaining("suite.yaml:5:9: /enough is 2.0, which no bowl gets; write 0.5")
                .hasMessageContaining("/environments is no key of kind 'bowls'")
                .hasMessageContaining("/timeout is wrong: '3' has no unit");
    }

    @Test
    void itsSamplesAreGradedCountedAndReported() throws IOException {
        Suite suite = suite(SUITE);
        Part part = suite.parts().getFirst();
        Path predictions = Files.writeString(folder.resolve("made.jsonl"), """
                {"bowl_id": "a", "made": "echo 0.75 > /reward"}
                {"bowl_id": "a", "made": "echo 0.25 > /reward"}
                {"bowl_id": "b", "made": "true"}
                """);
        Selection chosen = Selection.load(suite, new SelectionRequest(Optional.empty(),
                new PredictionSource.File(predictions), List.of(), OptionalInt.empty()));
        List<Result> results = new ArrayList<>();
        for (Task task : chosen.tasks())
            for (Prediction prediction : chosen.predictions().get(task.id())) {
                assertThat(part.evaluation().procedure(task, prediction).passes().getFirst().steps().getLast())
                        .isEqualTo(new Step.Read("reward", "/reward", 100));
                Evidence evidence = seen(prediction.text());
                results.add(new Result(task, prediction.sample(), Optional.of(prediction), evidence,
                        part.evaluation().grade(task, prediction, evidence)));
            }
        var info = new RunInfo("run-1", suite.name(), List.of(new RunRecord.Part(part.name(), part.kind().word(),
                "made.jsonl", part.kind().countsSamples(), part.kind().officialLayout())), 2, 2, "1");
        var run = new RunRecord(info, results);

        Path reports = Files.createDirectory(folder.resolve("reports"));
        Reports.render(run, reports);

        assertThat(reports.resolve("scores.csv")).hasContent("""
                task_id,sample,verdict,passed,model,compat,strict,why,reward,whole
                a,0,resolved,true,,resolved,resolved,reward 0.75,0.75,1
                a,1,unresolved,false,,unresolved,unresolved,reward 0.25,0.25,0
                b,0,unresolved,false,,unresolved,unresolved,there is no /reward,,
                """);
        assertThat(reports.resolve("tests.csv")).content().contains("a,0,reward,SHAPE,PASSED,");
        assertThat(reports.resolve("summary.csv")).content().contains("bowls,pass@1,0.250000,")
                .contains("bowls,mean_reward,0.250000,", "*,mean_whole,0.250000,");
        assertThat(reports.resolve("official/shelf.txt")).hasContent("""
                a {reward=0.75, whole=1.0}
                a {reward=0.25, whole=0.0}
                b {}
                """);
        assertThat(new Explanations(1000, 5).of(results.getFirst(), "bowls").sections())
                .anySatisfy(section -> assertThat(section.title()).isEqualTo("File /reward"));
        assertThat(new Explanations(1000, 5).of(again(results.getFirst()), "bowls").sections())
                .anySatisfy(section -> assertThat(section.title()).isEqualTo("File /reward of the run 'again'"));
        Explanation missing = new Explanations(1000, 5).of(results.getLast(), "bowls");
        assertThat(missing.sections()).singleElement()
                .satisfies(section -> assertThat(section.title()).isEqualTo("Clay"));
        assertThat(missing.steps()).allSatisfy(step -> assertThat(step.output().isEmpty()).isTrue());
    }

    private Suite suite(String text) throws IOException {
        Files.writeString(folder.resolve("bowls.jsonl"), """
                {"bowl_id": "a", "clay": "red", "best": "echo 1 > /reward"}
                {"bowl_id": "b", "clay": "white", "best": "echo 1 > /reward"}
                """);
        return SuiteFile.read(Files.writeString(folder.resolve("suite.yaml"), text));
    }

    /// The same with a file of another pass.
    private static Result again(Result once) {
        var seen = once.evidence();
        var file = new FileSeen("again", "reward", "/reward", new Content.Kept(new byte[]{49}, 0));
        return new Result(once.task(), once.sample(), once.prediction(),
                new Evidence(seen.fixture(), List.of(), seen.observations(), List.of(file), Optional.empty()),
                once.grade());
    }

    private static Evidence seen(String made) {
        var ran = new Observation("main", "make", 0, new Ending.Exited(0), new byte[]{'x'}, 0, Duration.ZERO,
                Duration.ZERO, 0, Set.of(), 0);
        Content content = made.startsWith("echo")
                ? new Content.Kept(made.split(" ")[1].getBytes(StandardCharsets.UTF_8), 0)
                : new Content.Absent("there is no /reward");
        return new Evidence("sha256:0", List.of(), List.of(ran),
                List.of(new FileSeen("main", "reward", "/reward", content)), Optional.empty());
    }
}
