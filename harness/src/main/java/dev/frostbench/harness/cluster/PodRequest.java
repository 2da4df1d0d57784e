package dev.frostbench.harness.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the shares of a run are to be done on Kubernetes: in Pods of this kind.
///
/// @param context of the kubeconfig; its current one if empty
/// @param namespace that of the context if empty
/// @param image what a Pod runs; it has what Frostbench needs, and Frostbench itself if no claim has
/// @param claims volumes that all Pods share
/// @param account the service account; the namespace's own if empty
/// @param nodeSelector labels that a node must have
/// @param requests what a node must have free for a Pod, by the resource's name
/// @param limits what a Pod may use
/// @param privileged whether Pods may do all that their node may
/// @param manifest a file that the Jobs are written to; if empty, they are submitted
public record PodRequest(Optional<String> context, Optional<String> namespace, String image, List<Claim> claims,
        Optional<String> account, Map<String, String> nodeSelector, List<Toleration> tolerations,
        Map<String, String> requests, Map<String, String> limits, boolean privileged, Optional<Path> manifest) {

    public PodRequest {
        claims = List.copyOf(claims);
        nodeSelector = Map.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
        requests = Map.copyOf(requests);
        limits = Map.copyOf(limits);
    }

    /// A claim of a volume, and where Pods see it.
    public record Claim(String name, Path folder) {}

    /// A taint of nodes that Pods bear.
    ///
    /// @param value any if empty
    /// @param effect every one if empty
    public record Toleration(String key, Optional<String> value, Optional<String> effect) {}
}
