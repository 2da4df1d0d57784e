package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.SandboxRequest.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How a command by hand starts: `exec`, `shell` and `snapshot create`.
final class CommandOptions {

    @Option(names = "--env", paramLabel = "K=V", description = "Set an environment variable; may be given again.")
    private List<String> environment = new ArrayList<>();

    @Option(names = "--workdir", paramLabel = "D", description = "Start in this folder of the sandbox.")
    private String workdir;

    @Option(names = "--timeout", paramLabel = "S", description = "End the command after so many seconds, with exit code 124.")
    private Double timeout;

    @Option(names = "--network", description = "Give it the host's network; it has none otherwise.")
    private boolean network;

    Command command(List<String> argv, Command.Output output) {
        Command command = Command.of(argv).output(output);
        if (workdir != null) command = command.workdir(workdir);
        if (timeout != null) command = command.timeout(Duration.ofNanos((long) (timeout * 1e9)));
        return command;
    }

    Network network() {
        return network ? Network.HOST : Network.NONE;
    }

    Optional<String> workdir() {
        return Optional.ofNullable(workdir);
    }

    /// @param command who is told of what is wrong
    Map<String, String> environment(String command) {
        return pairs(command, "--env", environment);
    }

    static Map<String, String> pairs(String command, String option, List<String> given) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals < 1)
                throw new BadInput(Problem.of(command, option + " " + pair, "has no name and value", "write it as NAME=VALUE"));
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }
}
