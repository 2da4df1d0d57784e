package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cluster.ClusterRequest;
import dev.frostbench.harness.ledger.Share;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/// `--on` and what belongs to it: a cluster that carries a run out.
final class ClusterOptions {

    @Option(names = "--on", paramLabel = "ENGINE", description = "Have a cluster try the samples: slurm.")
    private String engine;

    @Option(names = "--shards", paramLabel = "N", description = "With --on: into how many jobs the run is split; by"
            + " default one for 64 samples, 4 to 64.")
    private Integer shards;

    @Option(names = "--sbatch-arg", paramLabel = "ARG", description = "With --on slurm: an option for sbatch, e.g."
            + " --sbatch-arg=--partition=long; may be given again.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--node-store", paramLabel = "DIR", description = "With --on: a folder on each node's own disk;"
            + " fixtures are copied there, once a node. By default nodes use the store itself.")
    private Path nodeStore;

    /// The cluster; empty if this machine does the run. Throws `BadInput` if an option makes no sense.
    Optional<ClusterRequest> request() {
        if (engine == null) {
            if (shards != null || !arguments.isEmpty() || nodeStore != null)
                throw bad(shards != null ? "--shards" : nodeStore != null ? "--node-store" : "--sbatch-arg",
                        "is for a run on a cluster", "add --on slurm");
            return Optional.empty();
        }
        if (!engine.equals("slurm")) throw bad("--on '" + engine + "'", "is no engine", "write slurm");
        if (shards != null && (shards < 1 || shards > Share.MOST))
            throw bad("--shards", "cannot be " + shards, "give a number from 1 to " + Share.MOST);
        for (String argument : arguments)
            if (!argument.matches("-[^\\x00]+"))
                throw bad("--sbatch-arg '" + argument + "'", "is no option", "write it as sbatch wants it:"
                        + " --sbatch-arg=--partition=NAME");
        return Optional.of(new ClusterRequest(engine, shards == null ? OptionalInt.empty() : OptionalInt.of(shards),
                arguments, Optional.ofNullable(nodeStore).map(Path::toAbsolutePath)));
    }

    private static BadInput bad(String subject, String wrong, String cure) {
        return new BadInput(Problem.of("run", subject, wrong, cure));
    }
}
