package dev.frostbench.suites.swebench;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.Optional;
import java.util.stream.Stream;

/// What the test runner itself means by a log that the official parser reads as resolved.
///
/// 1. A listed test has failed if the runner says so anywhere. An `ok` or PASSED beside that was printed by a test, or
///    is about a test whose teardown or subtest failed.
/// 2. A skipped FAIL_TO_PASS shows nothing.
/// 3. If only failures count, a log that names none of the listed tests shows nothing.
///
/// If the runner does not know a name (an artefact of the official parser), the official reading counts.
final class RunnersWord {

    private RunnersWord() {}

    /// Why it is not resolved, as a sentence.
    static Optional<String> against(Instance instance, Reading reading) {
        Optional<String> failed = listed(instance)
                .filter(test -> failed(reading.status(test), instance))
                .findFirst().map(test -> test + " passes by one line of the log, and failed by the runner's own word");
        Optional<String> skipped = instance.failToPass().stream().filter(test -> reading.status(test) == Status.SKIPPED)
                .findFirst().map(test -> test + " is skipped, so that nothing shows that it passes now");
        return failed.or(() -> skipped).or(() -> nothingRan(instance, reading));
    }

    private static Optional<String> nothingRan(Instance instance, Reading reading) {
        return instance.gradedOnFailuresOnly()
                && listed(instance).allMatch(test -> reading.status(test) == Status.MISSING)
                        ? Optional.of("the log names none of the listed tests, and nothing shows that they ran")
                        : Optional.empty();
    }

    private static Stream<String> listed(Instance instance) {
        return Stream.concat(instance.failToPass().stream(), instance.passToPass().stream());
    }

    private static boolean failed(Status status, Instance instance) {
        return switch (status) {
            case FAILED -> true;
            case ERROR -> !instance.gradedOnFailuresOnly();
            case PASSED, XFAIL, SKIPPED, MISSING -> false;
        };
    }
}
