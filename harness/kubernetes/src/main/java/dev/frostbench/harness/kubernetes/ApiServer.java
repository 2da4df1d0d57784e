package dev.frostbench.harness.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The API server of a cluster, and the calls that a run makes to it, all in one namespace. What it refuses is told with
/// the verb, the resource and a cure.
final class ApiServer {

    /// Of what a Pod has printed.
    private static final int LINES = 500;
    private static final int FORBIDDEN = 403;

    private final Cluster cluster;
    private KubernetesClient opened;

    ApiServer(Cluster cluster) {
        this.cluster = cluster;
    }

    String namespace() {
        return cluster.namespace();
    }

    /// Whether it can be called, from what this machine knows. Calls nothing.
    void require() throws IOException {
        if (cluster.config().isEmpty())
            throw new IOException("there is no kubeconfig here; set KUBECONFIG or copy one to ~/.kube/config, or start"
                    + " this in a Pod that has a service account");
    }

    /// @param dry whether it is only tried, and nothing is kept
    void create(Job job, boolean dry) throws IOException {
        ask("create", "jobs.batch", () -> {
            var resource = client().batch().v1().jobs().inNamespace(namespace()).resource(job);
            return dry ? resource.dryRun().create() : resource.create();
        });
    }

    List<Job> jobs(String label, String value) throws IOException {
        return ask("list", "jobs.batch",
                () -> client().batch().v1().jobs().inNamespace(namespace()).withLabel(label, value).list().getItems());
    }

    List<Pod> pods(String label, String value) throws IOException {
        return ask("list", "pods",
                () -> client().pods().inNamespace(namespace()).withLabel(label, value).list().getItems());
    }

    /// Does nothing if there is none of that name. Its Pods are ended, too.
    void deleteJob(String name) throws IOException {
        ask("delete", "jobs.batch", () -> client().batch().v1().jobs().inNamespace(namespace()).withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND).delete());
    }

    /// Whether there is a claim of that name. One that may not be looked at is taken to be there.
    boolean hasClaim(String name) throws IOException {
        return look("persistentvolumeclaims", () -> client().persistentVolumeClaims().inNamespace(namespace())
                .withName(name).get() != null).orElse(true);
    }

    boolean hasAccount(String name) throws IOException {
        return look("serviceaccounts", () -> client().serviceAccounts().inNamespace(namespace()).withName(name)
                .get() != null).orElse(true);
    }

    /// The warnings about an object, the latest last; empty if they may not be looked at.
    Optional<List<Event>> warnings(String object) throws IOException {
        return look("events", () -> client().v1().events().inNamespace(namespace())
                .withField("involvedObject.name", object).withField("type", "Warning").list().getItems());
    }

    /// What a Pod has printed last. Empty if it may not be looked at.
    Optional<String> log(String pod, String container) throws IOException {
        return look("pods/log", () -> client().pods().inNamespace(namespace()).withName(pod).inContainer(container)
                .tailingLines(LINES).getLog());
    }

    private <T> Optional<T> look(String resource, Supplier<T> call) throws IOException {
        try {
            return Optional.ofNullable(call.get());
        } catch (KubernetesClientException failure) {
            if (failure.getCode() == FORBIDDEN) return Optional.empty();
            throw refusal("get", resource).told(failure);
        }
    }

    private <T> T ask(String verb, String resource, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (KubernetesClientException failure) {
            throw refusal(verb, resource).told(failure);
        }
    }

    private Refusal refusal(String verb, String resource) {
        String server = cluster.config().map(config -> config.getMasterUrl()).orElse("");
        return new Refusal(verb, resource, namespace(), server);
    }

    private synchronized KubernetesClient client() {
        if (opened == null)
            opened = new KubernetesClientBuilder().withConfig(cluster.config().orElseThrow()).build();
        return opened;
    }
}
