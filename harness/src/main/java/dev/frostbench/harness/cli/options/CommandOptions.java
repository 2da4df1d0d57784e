package dev.frostbench.harness.cli.options;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Network;
import dev.frostbench.fixtures.sandbox.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of commands that start one sandbox by hand: `exec`, `shell` and `snapshot create`.
public final class CommandOptions {

    @Option(names = "--env", paramLabel = "K=V", description = "Set an environment variable; may be given again.")
    private List<String> environment = new ArrayList<>();

    @Option(names = "--workdir", paramLabel = "D", description = "Start in this folder of the sandbox.")
    private String workdir;

    @Option(names = "--timeout", paramLabel = "S",
            description = "End the command after so many seconds, with exit code 124.")
    private Double timeout;

    @Option(names = "--network", description = "Give it the host's network; it has none otherwise.")
    private boolean network;

    @Option(names = "--memory", paramLabel = "SIZE", description = "End it when it uses more memory: 8GiB.")
    private String memory;

    @Option(names = "--disk", paramLabel = "SIZE", description = "Let it write no more: 100GB.")
    private String disk;

    @Option(names = "--processes", paramLabel = "N", description = "Let it have no more processes and threads.")
    private Integer processes;

    /// @param command that reports what is wrong
    /// @param otherwise the limits that no option changes
    public Limits limits(String command, Limits otherwise) {
        if (processes != null && processes < 1)
            throw new BadInput(Problem.of(command, "--processes " + processes, "lets nothing run", "write 1 or more"));
        long bytes = size(command, "--disk", disk, otherwise.diskBytes());
        return new Limits(size(command, "--memory", memory, otherwise.memoryBytes()),
                processes == null ? otherwise.processes() : processes,
                otherwise.cpus(), bytes, disk == null ? otherwise.fileBytes() : bytes);
    }

    private static long size(String command, String option, String given, long otherwise) {
        if (given == null) return otherwise;
        long bytes = ByteSize.parse(command + ": " + option, given);
        if (bytes == 0)
            throw new BadInput(Problem.of(command, option + " " + given, "lets nothing run", "write 1MB or more"));
        return bytes;
    }

    /// The limits that the command ran into, one line each.
    ///
    /// @param command that reports them
    public static List<String> limitsHit(String command, Outcome outcome) {
        return outcome.limitsHit().stream().sorted().map(limit -> command + ": " + switch (limit) {
            case MEMORY -> "the command ran into its limit of memory; give it more with --memory";
            case PROCESSES -> "the command ran into its limit of processes; give it more with --processes";
            case DISK -> "the command ran into its limit of disk; give it more with --disk";
            case FILE_SIZE -> "the command ran into its limit of one file's size; give it more with --disk";
            case CPU -> "the command ran into its limit of processor time";
        }).toList();
    }

    public Command command(List<String> argv, Command.Output output) {
        Command command = Command.of(argv).output(output);
        if (workdir != null) command = command.workdir(workdir);
        if (timeout != null) command = command.timeout(Duration.ofNanos((long) (timeout * 1e9)));
        return command;
    }

    public Network network() {
        return network ? Network.HOST : Network.NONE;
    }

    public Optional<String> workdir() {
        return Optional.ofNullable(workdir);
    }

    /// @param command that reports what is wrong
    public Map<String, String> environment(String command) {
        return pairs(command, "--env", environment);
    }

    public static Map<String, String> pairs(String command, String option, List<String> given) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals < 1)
                throw new BadInput(
                        Problem.of(command, option + " " + pair, "has no name and value", "write it as NAME=VALUE"));
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }
}
