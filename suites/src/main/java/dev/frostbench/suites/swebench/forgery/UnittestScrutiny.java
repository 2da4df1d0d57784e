package dev.frostbench.suites.swebench.forgery;

import dev.frostbench.suites.grading.readers.PlainText;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// unittest and Django print how many tests ran, unless they were killed.
record UnittestScrutiny() implements RunnerScrutiny {

    private static final Pattern RAN = Pattern.compile("(?m)^Ran \\d+ tests? in [0-9.]+s");

    @Override
    public Optional<String> sign(Instance instance, Set<String> listed, String log) {
        return RAN.matcher(PlainText.of(log)).find() ? Optional.empty()
                : Optional.of("the tests ended before the runner said how many ran");
    }
}
