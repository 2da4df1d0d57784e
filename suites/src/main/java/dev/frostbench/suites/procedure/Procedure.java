package dev.frostbench.suites.procedure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ordered steps that try one prediction in a fresh sandbox. A procedure is data, not code that runs.
///
/// Steps run in order. A step that stops ends its pass, and the evidence holds what ran. If there are several passes,
/// each has a sandbox of its own, forked from the same fixture. Each but the first runs only if it can still change the
/// verdict.
///
/// @param limits what the sandbox may use
/// @param warm how the first command of each pass may start
/// @param notes how it differs from the benchmark's own way, one sentence each; they go into the evidence
public record Procedure(List<Pass> passes, ProcedureLimits limits, Optional<WarmPython> warm, List<String> notes) {

    public Procedure {
        passes = List.copyOf(passes);
        notes = List.copyOf(notes);
    }

    public Procedure(List<Pass> passes, ProcedureLimits limits) {
        this(passes, limits, Optional.empty(), List.of());
    }

    public Procedure warm(WarmPython how) {
        return new Procedure(passes, limits, Optional.of(how), notes);
    }

    public static Procedure of(ProcedureLimits limits, Step... steps) {
        return new Procedure(List.of(new Pass("main", List.of(steps))), limits);
    }

    /// Steps that share one sandbox.
    ///
    /// @param alone whether nothing else may run beside it
    public record Pass(String name, List<Step> steps, boolean alone) {
        public Pass {
            steps = List.copyOf(steps);
        }

        public Pass(String name, List<Step> steps) {
            this(name, steps, false);
        }
    }

    public sealed interface Step {

        String name();

        /// Writes a file into the sandbox.
        record Write(String name, String path, byte[] content, int mode) implements Step {}

        /// Reads a file back into the evidence: a reward that a test program wrote, or what the prediction made.
        ///
        /// @param most how many bytes are kept, from its beginning
        record Read(String name, String path, int most) implements Step {

            /// The largest part of a file that evidence holds, in bytes.
            public static final int MOST = 16 << 20;

            public Read {
                if (!path.startsWith("/"))
                    throw new IllegalArgumentException("wanted an absolute path, got " + path);
                if (most < 0 || most > MOST)
                    throw new IllegalArgumentException(
                            "wanted 0 to " + MOST + " bytes of " + path + ", got " + most);
            }
        }

        /// Writes what a [Read] of an earlier pass has read back. The pass ends if that is not there, or not whole.
        ///
        /// @param pass the earlier pass
        /// @param read the name of its step
        record WriteBack(String name, String path, String pass, String read, int mode) implements Step {}

        /// Runs commands, without a shell, one after the other until one exits with 0.
        ///
        /// @param stopsUnlessPassed whether the pass ends if none did
        record Run(String name, List<Invocation> alternatives, boolean stopsUnlessPassed) implements Step {
            public Run {
                alternatives = List.copyOf(alternatives);
                if (alternatives.isEmpty()) throw new IllegalArgumentException("step " + name + " has no command");
            }

            public Run(String name, Invocation only) {
                this(name, List.of(only), false);
            }
        }
    }

    /// One command of a step. Its stdout and stderr are merged as on a terminal.
    ///
    /// @param stdin bytes for standard input
    /// @param shown what the evidence says was run; may be empty
    public record Invocation(List<String> argv, Map<String, String> environment, String workdir, byte[] stdin,
            Duration timeout, String shown) {
        public Invocation {
            argv = List.copyOf(argv);
            environment = Map.copyOf(environment);
        }

        public Invocation(List<String> argv, Map<String, String> environment, String workdir, byte[] stdin,
                Duration timeout) {
            this(argv, environment, workdir, stdin, timeout, "");
        }
    }

    /// Lets the first command of a pass, a `PYTHON [FLAG]… -c CODE [ARGUMENT]…`, be forked from an interpreter that was
    /// started before and has imported these modules.
    ///
    /// @param ahead the beginning of CODE, in whole lines: run once in the interpreter, before the first fork
    /// @param rehearsal run after it there, and never in a command: it does what every command does, so that none is
    ///     the first to do it, and leaves nothing behind
    public record WarmPython(List<String> modules, String ahead, String rehearsal) {
        public WarmPython {
            modules = List.copyOf(modules);
        }
    }

    /// What the sandbox may use, in the sense of the fixtures module's limits.
    public record ProcedureLimits(long memoryBytes, int processes, double cpus, long diskBytes, long outputBytes) {}
}
