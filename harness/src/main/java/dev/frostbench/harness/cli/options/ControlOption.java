package dev.frostbench.harness.cli.options;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.suites.procedure.Controls;
import picocli.CommandLine.Option;

/// `--control`: how deep a SWE-bench prediction that would resolve is looked into.
public final class ControlOption {

    private static final String NONE = "none";

    @Option(names = "--control", paramLabel = "N",
            description = "SWE-bench: try what would resolve N times, beside N controls, whose tests cannot pass; by"
                    + " default 1. A forgery gets through with a chance of at most 1 in 4^N. 'none' is faster, and"
                    + " believes forged logs.")
    private String depth;

    public boolean isGiven() {
        return depth != null;
    }

    /// The depth of the [Controls]. Throws `BadInput` if it is not one.
    public int depth() {
        if (depth == null) return Controls.STANDARD;
        if (depth.equals(NONE)) return 0;
        int number = depth.matches("[0-9]{1,3}") ? Integer.parseInt(depth) : 0;
        if (number < 1 || number > Controls.DEEPEST)
            throw new BadInput(Problem.of("--control", "'" + depth + "'", "is no depth",
                    "give a number from 1 to " + Controls.DEEPEST + ", or " + NONE));
        return number;
    }
}
