package dev.frostbench.suites.swebench.forgery;

import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.readers.TestRunner;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.Optional;
import java.util.Set;

/// Signs in the log of one family of runners that something else wrote results into it.
@FunctionalInterface
interface RunnerScrutiny {

    /// The first sign found, as a sentence.
    ///
    /// @param listed the tests that decide
    Optional<String> sign(Instance instance, Set<String> listed, String log);

    static RunnerScrutiny of(TestRunner runner, SwebenchVersion version) {
        return switch (runner.family()) {
            case PYTEST -> new PytestScrutiny(runner.official(version));
            case UNITTEST -> new UnittestScrutiny();
            case SYMPY, STATUS_LINES, OFFICIAL -> (_, _, _) -> Optional.empty();
        };
    }
}
