package dev.frostbench.harness.kubernetes;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cluster.ClusterRequest;
import dev.frostbench.harness.cluster.Engine;
import dev.frostbench.harness.cluster.EngineProvider;
import dev.frostbench.harness.cluster.PodRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Brings the engine `kubernetes`.
public final class KubernetesProvider implements EngineProvider {

    @Override
    public String name() {
        return ClusterRequest.KUBERNETES;
    }

    @Override
    public Engine open(ClusterRequest request, List<Path> shared) throws IOException {
        PodRequest pods = request.pods().orElseThrow();
        for (Path folder : shared) checkSeen(folder.normalize(), pods.claims());
        Cluster cluster = Cluster.find(pods);
        return pods.manifest().isPresent()
                ? new ManifestEngine(cluster.namespace(), request)
                : new KubernetesEngine(new ApiServer(cluster), request);
    }

    private static void checkSeen(Path folder, List<PodRequest.Claim> claims) {
        if (claims.stream().anyMatch(claim -> folder.startsWith(claim.folder()))) return;
        throw new BadInput(Problem.of("run", folder.toString(), "is in no folder that Pods see ("
                + claims.stream().map(claim -> claim.folder().toString()).collect(Collectors.joining(", ")) + ")",
                "give --out and FROSTBENCH_STORE folders below that of a --claim"));
    }
}
