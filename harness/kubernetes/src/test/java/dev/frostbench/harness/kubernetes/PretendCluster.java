package dev.frostbench.harness.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A cluster for machines that have no control plane: fabric8's server of tests, which keeps objects and does nothing
/// with them, and a thread that makes the Pods of Jobs and gives them to nodes. It shows what the program does with what
/// a cluster says. What a cluster says is shown by [KubernetesIT] alone.
final class PretendCluster implements AutoCloseable {

    private static final String BY = "test/job";
    /// It would tell each call in two lines.
    private static final Logger TALK = Logger.getLogger(MockWebServer.class.getName());

    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final Path folder;
    private final List<HostNode> nodes = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;
    private int given;

    PretendCluster(Path shared) throws IOException {
        TALK.setLevel(Level.WARNING);
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(),
                new KubernetesCrudDispatcher(), false);
        server.init();
        client = server.createClient();
        folder = Files.createDirectories(shared.resolve("kubernetes"));
        for (String name : List.of("n1", "n2")) nodes.add(new HostNode(client, name, folder.resolve("logs"), 1));
        client.resource(new PersistentVolumeClaimBuilder().withNewMetadata().withName(TestCluster.CLAIM)
                .withNamespace(ControlPlane.NAMESPACE).endMetadata().build()).create();
        thread = Thread.ofPlatform().name("controller").start(this::work);
    }

    Path kubeconfig() throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters:
                - {name: test, cluster: {server: 'http://127.0.0.1:%d'}}
                users:
                - {name: any, user: {token: any}}
                contexts:
                - {name: test, context: {cluster: test, user: any, namespace: %s}}
                current-context: test
                """.formatted(server.getPort(), ControlPlane.NAMESPACE));
    }

    List<Job> jobs() {
        return client.batch().v1().jobs().inNamespace(ControlPlane.NAMESPACE).list().getItems().stream()
                .filter(job -> !job.getMetadata().getName().startsWith("frostbench-check-")).toList();
    }

    HostNode busy() {
        return nodes.stream().filter(node -> !node.running().isEmpty()).findFirst().orElseThrow();
    }

    /// Kills a node. Its Pods are taken to be lost at once.
    void lose(HostNode node) {
        node.kill();
        synchronized (this) {
            nodes.remove(node);
        }
        for (Pod pod : pods()) if (node.name().equals(pod.getSpec().getNodeName())) client.resource(pod).delete();
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(ControlPlane.NAMESPACE).list().getItems();
    }

    private void work() {
        while (!stopped) {
            try {
                List<Job> jobs = jobs();
                for (Pod pod : pods())
                    if (jobs.stream().noneMatch(job -> of(job, pod))) client.resource(pod).delete();
                for (Job job : jobs) attend(job, pods().stream().filter(pod -> of(job, pod)).toList());
                Thread.sleep(200);
            } catch (KubernetesClientException gone) {
                // looked at again
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private static boolean of(Job job, Pod pod) {
        return job.getMetadata().getName().equals(pod.getMetadata().getAnnotations().get(BY));
    }

    private void attend(Job job, List<Pod> pods) {
        if (job.getStatus() != null && !job.getStatus().getConditions().isEmpty()) return;
        if (pods.stream().anyMatch(pod -> ShareState.phase(pod).equals("Succeeded")))
            client.resource(job).editStatus(there -> new JobBuilder(there).editOrNewStatus().addNewCondition()
                    .withType("Complete").withStatus("True").endCondition().endStatus().build());
        else if (pods.stream().allMatch(pod -> ShareState.phase(pod).equals("Failed"))) begin(job);
    }

    private void begin(Job job) {
        String node;
        synchronized (this) {
            node = nodes.get(given++ % nodes.size()).name();
        }
        client.resource(new PodBuilder().withNewMetadata()
                .withName(job.getMetadata().getName() + "-" + UUID.randomUUID().toString().substring(0, 5))
                .withNamespace(job.getMetadata().getNamespace()).addToAnnotations(BY, job.getMetadata().getName())
                .withLabels(job.getMetadata().getLabels()).endMetadata()
                .withNewSpecLike(job.getSpec().getTemplate().getSpec()).withNodeName(node)
                .withTerminationGracePeriodSeconds(30L).endSpec().withNewStatus().withPhase("Pending").endStatus()
                .build()).create();
    }

    @Override
    public void close() {
        stopped = true;
        HostNode.awaitEnd(thread);
        nodes.forEach(HostNode::close);
        client.close();
        server.destroy();
    }
}
