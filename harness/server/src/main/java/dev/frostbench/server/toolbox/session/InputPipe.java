package dev.frostbench.server.toolbox.session;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.server.toolbox.inside.Inside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The named pipes inside a sandbox that commands read from, beside its files if `/dev/shm` is there, so that no
/// snapshot has one.
record InputPipe(Inside inside) {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// Empty if the sandbox can make none.
    Optional<String> make(String name) throws IOException, InterruptedException {
        Outcome made = run("""
                for folder in /dev/shm /tmp; do
                  mkfifo -m 600 "$folder/.frostbench-$1" 2>/dev/null && echo "$folder/.frostbench-$1" && exit
                done
                exit 1""", name, new byte[0]);
        String path = new String(made.stdout(), StandardCharsets.UTF_8).strip();
        return made.succeeded() && path.startsWith("/") ? Optional.of(path) : Optional.empty();
    }

    /// False if nobody reads it.
    boolean write(String path, byte[] bytes) throws IOException, InterruptedException {
        return run("[ -p \"$1\" ] && exec cat >\"$1\"", path, bytes).succeeded();
    }

    void remove(String path) throws IOException, InterruptedException {
        run("rm -f \"$1\"", path, new byte[0]);
    }

    private Outcome run(String script, String argument, byte[] input) throws IOException, InterruptedException {
        return inside.sandbox().run(inside.command(List.of("sh", "-c", script, "sh", argument), Map.of()).stdin(input)
                .output(new Command.Output.Memory(4096, false)).timeout(LIMIT));
    }
}
