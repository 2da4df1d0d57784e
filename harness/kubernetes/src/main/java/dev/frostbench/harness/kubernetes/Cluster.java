package dev.frostbench.harness.kubernetes;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cluster.PodRequest;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A cluster as the user's kubeconfig names it, or the one that this process runs in.
///
/// @param namespace of the run
/// @param config what reaches the API server; empty if nothing on this machine says how to
record Cluster(String namespace, Optional<Config> config) {

    private static final String STANDARD = "default";
    private static final Path TOKEN = Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH);
    private static final int CONNECT_MILLISECONDS = 5_000;
    private static final int ANSWER_MILLISECONDS = 20_000;

    /// Looks where `kubectl` does: `KUBECONFIG`, `~/.kube/config`, then the service account of a Pod.
    static Cluster find(PodRequest pods) throws IOException {
        List<String> files = Config.getKubeconfigFilenames().stream().filter(file -> new File(file).isFile()).toList();
        if (files.isEmpty() && !Files.exists(TOKEN)) {
            if (pods.context().isPresent()) throw noContext(pods.context().get(), "there is no kubeconfig");
            return new Cluster(pods.namespace().orElse(STANDARD), Optional.empty());
        }
        Config config = read(pods.context(), files);
        config.setRequestRetryBackoffLimit(2);
        config.setConnectionTimeout(CONNECT_MILLISECONDS);
        config.setRequestTimeout(ANSWER_MILLISECONDS);
        return new Cluster(pods.namespace().or(() -> Optional.ofNullable(config.getNamespace())).orElse(STANDARD),
                Optional.of(config));
    }

    private static Config read(Optional<String> wanted, List<String> files) throws IOException {
        Config config;
        try {
            config = Config.autoConfigure(wanted.orElse(null));
        } catch (KubernetesClientException | IllegalArgumentException unreadable) {
            throw new IOException("the kubeconfig " + String.join(", ", files) + " cannot be read: "
                    + Refusal.text(unreadable) + "; see: kubectl config view", unreadable);
        }
        if (files.isEmpty()) {
            if (wanted.isPresent()) throw noContext(wanted.get(), "there is no kubeconfig");
            return config;
        }
        List<NamedContext> all = Optional.ofNullable(config.getContexts()).orElse(List.of());
        String has = all.isEmpty() ? "the kubeconfig has none"
                : "it has " + all.stream().map(NamedContext::getName).collect(Collectors.joining(", "));
        if (wanted.isPresent() && all.stream().noneMatch(one -> one.getName().equals(wanted.get())))
            throw noContext(wanted.get(), has);
        if (config.getCurrentContext() == null)
            throw new BadInput(Problem.of("run", "--on kubernetes", "finds no current context in "
                    + String.join(", ", files), "name one with --kube-context; " + has));
        return config;
    }

    private static BadInput noContext(String name, String has) {
        return new BadInput(Problem.of("run", "--kube-context '" + name + "'", "is no context of the kubeconfig",
                "see kubectl config get-contexts; " + has));
    }
}
