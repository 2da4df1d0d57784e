package dev.frostbench.server.toolbox.process;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The commands of a sandbox that callers know by an id. Of those that have ended, the oldest are forgotten first.
public final class Processes {

    private static final int MOST = 128;

    private final Inside inside;
    private final Map<String, StartedProcess> known = new LinkedHashMap<>();

    public Processes(Inside inside) {
        this.inside = inside;
    }

    /// One command.
    ///
    /// @param argv its words; a command line has the shell before it
    /// @param timeout after which it is killed, if there is a limit
    public record Wanted(List<String> argv, Optional<String> workdir, Map<String, String> environment,
            Optional<Duration> timeout) {}

    /// The words by which a shell carries out a command line.
    public List<String> shell(String commandLine) throws IOException {
        return List.of(inside.shell(), "-c", commandLine);
    }

    public StartedProcess start(Wanted wanted) throws IOException, InterruptedException {
        if (wanted.argv().isEmpty()) throw Refusals.badRequest("'argv' has no program");
        Command command = inside.command(wanted.argv(), wanted.environment())
                .output(new Command.Output.Memory(1 << 16, false));
        if (wanted.workdir().filter(path -> !path.isEmpty()).isPresent())
            command = command.workdir(inside.path(wanted.workdir().get()));
        if (wanted.timeout().isPresent()) command = command.timeout(wanted.timeout().get());
        makeRoom();
        var started = new StartedProcess(wanted, inside.sandbox().start(command));
        synchronized (known) {
            known.put(started.id(), started);
        }
        return started;
    }

    private void makeRoom() {
        synchronized (known) {
            if (known.size() < MOST) return;
            StartedProcess oldest = known.values().stream().filter(each -> each.ended().isPresent()).findFirst()
                    .orElseThrow(() -> ApiFailure.inside(429, "TOO_MANY_REQUESTS", MOST + " processes run already"));
            known.remove(oldest.id());
        }
    }

    /// @throws ApiFailure 404 if there is none, or it was forgotten
    public StartedProcess find(String id) {
        synchronized (known) {
            return Optional.ofNullable(known.get(id)).orElseThrow(() -> ApiFailure.inside(404, "PROCESS_NOT_FOUND",
                    "there is no process '" + id + "'"));
        }
    }

    /// Kills a process if it runs, and forgets it.
    public void delete(String id) throws IOException {
        StartedProcess process = find(id);
        if (process.ended().isEmpty()) process.kill();
        synchronized (known) {
            known.remove(id);
        }
    }
}
