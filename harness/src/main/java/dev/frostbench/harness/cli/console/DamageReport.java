package dev.frostbench.harness.cli.console;

import dev.frostbench.fixtures.snapshot.Damaged;
import dev.frostbench.reports.text.TerminalText;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// Reports the names of a store that lead to no snapshot, beside those that do.
public final class DamageReport {

    private DamageReport() {}

    /// @return the command's exit code
    public static int report(CommandSpec spec, Map<String, Damaged> names) {
        var err = spec.commandLine().getErr();
        names.values().forEach(damaged -> err.println("frostbench: " + TerminalText.clean(damaged.getMessage())));
        err.flush();
        return names.isEmpty() ? ExitCode.DONE : ExitCode.MACHINE;
    }
}
