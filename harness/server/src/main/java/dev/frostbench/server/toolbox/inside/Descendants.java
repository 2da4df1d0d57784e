package dev.frostbench.server.toolbox.inside;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What one process has started, itself included: all that have its variable in their environment. [Execution#kill]
/// would also end daemons that other calls have started since the process began.
public record Descendants(Inside inside, String name) {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String VARIABLE = "FB_DESCENDANT_OF";
    /// A process that was started meanwhile is found in the next round.
    private static final String KILL = """
            command -v grep >/dev/null || exit 1
            for round in 1 2 3 4 5 6 7 8 9; do
              found=
              for process in /proc/[0-9]*; do
                grep -q -a "$1" "$process/environ" 2>/dev/null || continue
                kill -9 "${process#/proc/}" 2>/dev/null && found=yes
              done
              [ "$found" ] || exit 0
            done
            exit 1
            """;

    public static Descendants of(Inside inside) {
        return new Descendants(inside, UUID.randomUUID().toString());
    }

    /// What the first process begins with.
    public Map<String, String> environment() {
        return Map.of(VARIABLE, name);
    }

    /// False if some may live on.
    public boolean kill() throws IOException, InterruptedException {
        Outcome outcome = inside.sandbox().run(inside.command(List.of("sh", "-c", KILL, "sh", VARIABLE + "=" + name),
                Map.of()).output(new Command.Output.Memory(4096, true)).timeout(LIMIT));
        return outcome.succeeded();
    }
}
