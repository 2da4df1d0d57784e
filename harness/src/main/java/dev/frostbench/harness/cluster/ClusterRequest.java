package dev.frostbench.harness.cluster;

import dev.frostbench.harness.machine.Outside;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A cluster that a run is to be carried out on, as the user asked for it.
///
/// @param engine its name
/// @param shares into how many the jobs are split; by their number if empty
/// @param arguments more of them for the engine's own program
/// @param pods how shares run on Kubernetes
/// @param nodeStore a folder of each node that fixtures are copied to; if empty, nodes use the store that all share
public record ClusterRequest(String engine, OptionalInt shares, List<String> arguments,
        Optional<PodRequest> pods, Optional<Path> nodeStore) {

    public static final String SLURM = "slurm";
    public static final String KUBERNETES = "kubernetes";

    /// Sandboxes at a time on a node, if the user names no number.
    public static final int WORKERS = 2;

    /// So many jobs are worth the start of a process.
    private static final int JOBS_A_SHARE = 64;
    private static final int FEWEST = 4;
    private static final int MOST = 64;

    public ClusterRequest {
        arguments = List.copyOf(arguments);
    }

    /// @param jobs how many there are
    int shares(int jobs) {
        int wanted = shares.orElse(Math.clamp((jobs + JOBS_A_SHARE - 1) / JOBS_A_SHARE, FEWEST, MOST));
        return Math.max(1, Math.min(wanted, jobs));
    }

    /// Sandboxes at a time on all nodes, at most.
    public int sandboxes(int workers) {
        return shares.orElse(FEWEST) * workers;
    }

    /// @param shared the folders that all nodes must see
    public Engine open(List<Path> shared) throws IOException {
        if (engine.equals(SLURM)) return new SlurmEngine(Outside.here(), arguments);
        return EngineProvider.find(engine)
                .orElseThrow(
                        () -> new IOException("what reaches the engine '" + engine + "' is not loaded; give --on on"
                                + " the command line, where ./frostbench looks for it, and if that was so build it: mvn"
                                + " -DskipTests package, or leave FROSTBENCH_BUILD unset"))
                .open(this, shared);
    }
}
