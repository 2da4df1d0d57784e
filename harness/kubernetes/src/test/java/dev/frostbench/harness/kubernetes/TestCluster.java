package dev.frostbench.harness.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real control plane, three nodes of this host, and a claim of a folder.
record TestCluster(ControlPlane plane, KubernetesClient client, LogServer logs, Path folder, List<HostNode> nodes)
        implements
            AutoCloseable {

    static final String CLAIM = "shared";

    private static final int NODES = 3;

    /// @param shared the folder of the claim
    static TestCluster start(Path shared) throws Exception {
        Path folder = shared.resolve("kubernetes");
        ControlPlane plane = ControlPlane.start(folder);
        var cluster = new TestCluster(plane, plane.client(), new LogServer(folder.resolve("logs")), folder,
                new ArrayList<>());
        try {
            for (int i = 1; i <= NODES; i++) cluster.begin("n" + i);
            cluster.claim(shared);
            return cluster;
        } catch (Exception | AssertionError failure) {
            cluster.close();
            throw failure;
        }
    }

    /// Starts a node, or a new one in the place of one that was lost.
    void begin(String name) throws Exception {
        nodes.removeIf(node -> node.name().equals(name));
        nodes.add(new HostNode(client, name, folder.resolve("logs"), logs.port()));
        ControlPlane.await("node " + name, () -> client.nodes().withName(name).get().getSpec().getTaints().isEmpty());
    }

    private void claim(Path shared) throws Exception {
        Map<String, Quantity> size = Map.of("storage", Quantity.parse("1Gi"));
        client.resource(new PersistentVolumeBuilder().withNewMetadata().withName(CLAIM).endMetadata().withNewSpec()
                .withCapacity(size).withAccessModes("ReadWriteMany").withStorageClassName("")
                .withNewHostPath().withPath(shared.toString()).endHostPath().endSpec().build()).create();
        client.resource(new PersistentVolumeClaimBuilder().withNewMetadata().withName(CLAIM)
                .withNamespace(ControlPlane.NAMESPACE).endMetadata().withNewSpec().withAccessModes("ReadWriteMany")
                .withStorageClassName("").withNewResources().withRequests(size).endResources().endSpec().build())
                .create();
        ControlPlane.await("the claim", () -> "Bound".equals(client.persistentVolumeClaims()
                .inNamespace(ControlPlane.NAMESPACE).withName(CLAIM).get().getStatus().getPhase()));
    }

    /// A node that has a Pod's process.
    HostNode busy() {
        return nodes.stream().filter(node -> !node.running().isEmpty()).findFirst().orElseThrow();
    }

    /// The Jobs that are there, whatever became of them.
    List<String> jobs() {
        return client.batch().v1().jobs().inNamespace(ControlPlane.NAMESPACE).list().getItems().stream()
                .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
                .map(job -> job.getMetadata().getName()).toList();
    }

    void deleteJobs() {
        client.batch().v1().jobs().inNamespace(ControlPlane.NAMESPACE)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }

    @Override
    public void close() {
        for (HostNode node : nodes) node.close();
        logs.close();
        client.close();
        plane.close();
    }
}
