package dev.frostbench.suites.swebench;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the test runner itself means by a log that the official parser reads as resolved.
///
/// 1. A listed test has failed if the runner says so anywhere. An `ok` or PASSED beside that was printed by a test, or
///    is about a test whose teardown or subtest failed.
/// 2. A listed test that is told only outside the runner's report has no result.
/// 3. A FAIL_TO_PASS that is skipped shows nothing, and neither does one that passes by one line only.
/// 4. If only failures count, a log in which no FAIL_TO_PASS passes shows nothing: the code may not even compile.
///
/// If the runner does not know a name (an artefact of the official parser), the official reading counts.
///
/// @param today what the runner means
/// @param official what the official parser reads
record RunnersWord(Instance instance, Reading today, Reading official) {

    /// Why it is not resolved, as a sentence.
    Optional<String> against() {
        return first(listed(), this::failed)
                .or(() -> first(listed(), this::toldOutside))
                .or(() -> first(instance.failToPass().stream(), this::shownByOneLine))
                .or(this::nothingRan);
    }

    /// The names of the listed tests that the official parser believes to pass.
    List<String> passing() {
        return listed().filter(test -> official.status(test) == Status.PASSED).toList();
    }

    private static Optional<String> first(Stream<String> tests, Function<String, Optional<String>> why) {
        return tests.flatMap(test -> why.apply(test).stream()).findFirst();
    }

    private Optional<String> failed(String test) {
        boolean failed = switch (today.status(test)) {
            case FAILED -> true;
            case ERROR -> !instance.gradedOnFailuresOnly();
            case PASSED, XFAIL, SKIPPED, OTHER, MISSING -> false;
        };
        return failed ? Optional.of(test + " passes by one line of the log, and failed by the runner's own word")
                : Optional.empty();
    }

    private Optional<String> toldOutside(String test) {
        boolean outside = !today.ids(test).isEmpty() && today.status(test) == Status.MISSING;
        return outside && official.status(test) == Status.PASSED
                ? Optional.of(test + " passes only by a line outside the runner's report")
                : Optional.empty();
    }

    private Optional<String> shownByOneLine(String test) {
        if (today.status(test) == Status.SKIPPED)
            return Optional.of(test + " is skipped, so that nothing shows that it passes now");
        boolean twice = today.ids(test).stream().anyMatch(today.toldTwice()::contains);
        return twice || today.status(test) == Status.XFAIL && official.status(test) == Status.PASSED
                ? Optional
                        .of(test + " passes by one line of the log, and by another it was skipped or expected to fail")
                : Optional.empty();
    }

    private Optional<String> nothingRan() {
        if (!instance.gradedOnFailuresOnly()) return Optional.empty();
        if (listed().allMatch(test -> today.status(test) == Status.MISSING))
            return Optional.of("the log names none of the listed tests, and nothing shows that they ran");
        return instance.failToPass().isEmpty() || instance.failToPass().stream().anyMatch(this::passes)
                ? Optional.empty()
                : Optional.of("the log tells of no FAIL_TO_PASS test that passes");
    }

    private boolean passes(String test) {
        return switch (today.ids(test).isEmpty() ? official.status(test) : today.status(test)) {
            case PASSED, XFAIL -> true;
            case FAILED, ERROR, SKIPPED, OTHER, MISSING -> false;
        };
    }

    private Stream<String> listed() {
        return Stream.concat(instance.failToPass().stream(), instance.passToPass().stream());
    }
}
