package dev.frostbench.harness.service;

import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;

/// What the sandboxes of tasks may use, in the sense of the fixtures module. A service is frozen under the limits of
/// the sandboxes that find it.
public final class SandboxLimits {

    /// Largest single file that a step may write, in bytes, if the disk limit is larger.
    private static final long LARGEST_FILE = 8L << 30;

    private SandboxLimits() {}

    public static Limits of(ProcedureLimits asked) {
        return new Limits(asked.memoryBytes(), asked.processes(), asked.cpus(), asked.diskBytes(),
                Math.min(asked.diskBytes(), LARGEST_FILE));
    }
}
