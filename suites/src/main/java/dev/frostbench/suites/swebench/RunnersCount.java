package dev.frostbench.suites.swebench;

import dev.frostbench.suites.grading.readers.TestRunner.Family;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.swebench.instance.Instance;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the runner counts, and how it ended, held against the results in its log. A difference accuses nobody: it says
/// that the log cannot be believed.
///
/// 1. The runner counts more failures than the log shows, or fewer passes than there are listed tests that pass.
/// 2. The runner ended as after a failed test, and the log tells of none. All runners that are read here end so with
///    exit code 1; other codes are about crashes, of which a log may know nothing. If only failures count, and in
///    version 5 of the data set, whose tool has the same rule, every code but 0 counts.
///
/// @param word what the runner means by the log
/// @param seen how the tests ended, and their log
record RunnersCount(Instance instance, Family family, RunnersWord word, Observation seen) {

    private static final int TESTS_FAILED = 1;
    /// How the scripts of version 5 tell the exit code of the tests. Code under test may print it too.
    private static final Pattern TOLD = Pattern.compile("(?m)^>>>>> Test Exit Code: (\\d{1,3})$");

    /// How the runner disagrees, as a sentence.
    Optional<String> against() {
        return word.today().against(countable()).or(this::endedBadly);
    }

    /// Some names in the lists of pytest's repositories are no tests, but pieces of progress such as `[100%]`.
    private List<String> countable() {
        return word.passing().stream().filter(test -> family != Family.PYTEST || test.contains("::")).toList();
    }

    private Optional<String> endedBadly() {
        boolean versionFive = instance.evaluationScript().isPresent();
        boolean any = versionFive || instance.gradedOnFailuresOnly();
        return (versionFive ? told() : exited())
                .filter(code -> any ? code != 0 : code == TESTS_FAILED)
                .filter(_ -> !word.today().tellsOfFailure())
                .map(code -> "the tests ended with exit code " + code + ", and the log tells of no failure");
    }

    private Optional<Integer> exited() {
        return seen.ending() instanceof Ending.Exited(int code) ? Optional.of(code) : Optional.empty();
    }

    /// The first code that is not 0, if there are several.
    private Optional<Integer> told() {
        return TOLD.matcher(new String(seen.output(), StandardCharsets.UTF_8)).results()
                .map(found -> Integer.parseInt(found.group(1))).reduce((first, next) -> first != 0 ? first : next);
    }
}
