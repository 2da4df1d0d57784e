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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `--on` and what belongs to it: a cluster that carries a run out.
final class ClusterOptions {

    private static final List<String> ENGINES = List.of(ClusterRequest.SLURM, ClusterRequest.KUBERNETES);

    @Option(names = "--on", paramLabel = "ENGINE",
            description = "Have a cluster try the samples: slurm or kubernetes.")
    private String engine;

    @Option(names = "--shards", paramLabel = "N", description = "With --on: into how many jobs the run is split; by"
            + " default one for 64 samples, 4 to 64.")
    private Integer shards;

    @Option(names = "--node-store", paramLabel = "DIR", description = "With --on: a folder on each node's own disk;"
            + " fixtures are copied there, once a node. By default nodes use the store itself.")
    private Path nodeStore;

    @Option(names = "--sbatch-arg", paramLabel = "ARG", description = "With --on slurm: an option for sbatch, e.g."
            + " --sbatch-arg=--partition=long; may be given again.")
    private List<String> arguments = new ArrayList<>();

    @Mixin
    private PodOptions pods;

    /// The cluster; empty if this machine does the run. Throws `BadInput` if an option makes no sense.
    Optional<ClusterRequest> request() {
        if (engine == null) {
            if (shards != null || nodeStore != null)
                throw bad(shards != null ? "--shards" : "--node-store", "is for a run on a cluster",
                        "add --on slurm or --on kubernetes");
            foreign(ClusterRequest.SLURM, sbatch());
            foreign(ClusterRequest.KUBERNETES, pods.given());
            return Optional.empty();
        }
        if (!ENGINES.contains(engine))
            throw bad("--on '" + engine + "'", "is no engine", "write " + String.join(" or ", ENGINES));
        if (shards != null && (shards < 1 || shards > Share.MOST))
            throw bad("--shards", "cannot be " + shards, "give a number from 1 to " + Share.MOST);
        boolean slurm = engine.equals(ClusterRequest.SLURM);
        if (slurm) foreign(ClusterRequest.KUBERNETES, pods.given());
        else
            foreign(ClusterRequest.SLURM, sbatch());
        for (String argument : arguments)
            if (!argument.matches("-[^\\x00]+"))
                throw bad("--sbatch-arg '" + argument + "'", "is no option", "write it as sbatch wants it:"
                        + " --sbatch-arg=--partition=NAME");
        return Optional.of(new ClusterRequest(engine, shards == null ? OptionalInt.empty() : OptionalInt.of(shards),
                arguments, slurm ? Optional.empty() : Optional.of(pods.request()),
                Optional.ofNullable(nodeStore).map(Path::toAbsolutePath)));
    }

    private Optional<String> sbatch() {
        return arguments.isEmpty() ? Optional.empty() : Optional.of("--sbatch-arg");
    }

    /// @param of the engine that has the option
    private static void foreign(String of, Optional<String> option) {
        if (option.isPresent())
            throw bad(option.get(), "is for a run on " + of, "add --on " + of + ", or leave it out");
    }

    static BadInput bad(String subject, String wrong, String cure) {
        return new BadInput(Problem.of("run", subject, wrong, cure));
    }
}
