package dev.frostbench.server.toolbox.process;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Commands that a shell of the sandbox runs, and whose end the caller waits for.
public record ShellCommands(Inside inside) {

    private static final long MOST_OUTPUT = 16 << 20;

    /// A command line.
    ///
    /// @param timeoutSeconds none or 0: it may take as long as it likes
    public record Wanted(String command, Optional<String> workdir, Map<String, String> environment,
            Optional<Integer> timeoutSeconds) {

        public Wanted {
            timeoutSeconds.filter(seconds -> seconds < 0).ifPresent(seconds -> {
                throw Refusals.badRequest("'timeout' must be 0 or more seconds, got " + seconds);
            });
        }
    }

    /// @param output what it printed, both streams in the order of the writes
    public record Ended(int code, String output) {}

    public Ended run(Wanted wanted) throws IOException, InterruptedException {
        Command command = inside.command(List.of(inside.shell(), "-c", wanted.command()), wanted.environment());
        if (wanted.workdir().filter(path -> !path.isEmpty()).isPresent())
            command = command.workdir(inside.path(wanted.workdir().get()));
        return run(command, wanted.timeoutSeconds());
    }

    /// @throws ApiFailure 408 if the time is up; its processes are killed then
    Ended run(Command command, Optional<Integer> timeoutSeconds) throws IOException, InterruptedException {
        Command whole = command.output(new Command.Output.Memory(MOST_OUTPUT, true));
        int seconds = timeoutSeconds.orElse(0);
        if (seconds > 0) whole = whole.timeout(Duration.ofSeconds(seconds));
        Outcome outcome = inside.sandbox().run(whole);
        if (outcome.end() instanceof Outcome.End.TimedOut)
            throw ApiFailure.inside(408, "PROCESS_EXECUTION_TIMEOUT",
                    "the command did not end within " + seconds + " s and was killed");
        return new Ended(outcome.end().shellCode(), new String(outcome.stdout(), StandardCharsets.UTF_8));
    }
}
