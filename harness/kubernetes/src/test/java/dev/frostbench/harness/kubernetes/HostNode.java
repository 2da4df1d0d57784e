package dev.frostbench.harness.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// A node of a test cluster: does what a kubelet does for the Pods of Jobs, with processes of this host in the place of
/// containers. Folders that Pods mount have to be there under the same path. Images are not looked at, except that one
/// below `missing/` cannot be pulled.
final class HostNode implements AutoCloseable {

    private static final String LEASES = "kube-node-lease";
    private static final int SILENCE_SECONDS = 40;

    private final KubernetesClient client;
    private final String name;
    private final Path folder;
    private final Map<String, HostPod> pods = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopped;

    /// @param folder for what Pods print
    HostNode(KubernetesClient client, String name, Path folder, int logPort) throws IOException {
        this.client = client;
        this.name = name;
        this.folder = Files.createDirectories(folder);
        register(logPort);
        this.thread = Thread.ofPlatform().name("node-" + name).start(this::work);
    }

    String name() {
        return name;
    }

    private void register(int logPort) {
        Map<String, Quantity> room = Map.of("cpu", Quantity.parse("4"), "memory", Quantity.parse("4Gi"), "pods",
                Quantity.parse("20"));
        Node node = new NodeBuilder().withNewMetadata().withName(name)
                .withLabels(Map.of("kubernetes.io/hostname", name)).endMetadata()
                .withNewStatus().withCapacity(room).withAllocatable(room)
                .addNewAddress("127.0.0.1", "InternalIP")
                .withNewDaemonEndpoints().withNewKubeletEndpoint(logPort).endDaemonEndpoints().endStatus().build();
        if (client.nodes().withName(name).get() == null) client.nodes().resource(node).create();
        Edit.make(() -> client.nodes().withName(name)
                .editStatus(there -> new NodeBuilder(there).withStatus(node.getStatus()).build()));
        beat();
    }

    private void work() {
        Instant beaten = Instant.EPOCH;
        while (!stopped) {
            try {
                if (beaten.plusSeconds(2).isBefore(Instant.now())) {
                    beat();
                    beaten = Instant.now();
                }
                List<Pod> mine = client.pods().inAnyNamespace().list().getItems().stream()
                        .filter(pod -> name.equals(pod.getSpec().getNodeName())).toList();
                for (Pod pod : mine) if (!stopped) attend(pod);
                endAllBut(mine);
                Thread.sleep(300);
            } catch (KubernetesClientException refused) {
                if (!stopped && refused.getCode() != 0 && refused.getCode() != 409 && refused.getCode() != 404)
                    System.err.println(name + ": " + refused.getMessage());
            } catch (IOException failure) {
                System.err.println(name + ": " + failure);
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    /// Says that the node lives.
    private void beat() {
        var lease = new LeaseBuilder().withNewMetadata().withName(name).withNamespace(LEASES).endMetadata()
                .withNewSpec().withHolderIdentity(name).withLeaseDurationSeconds(SILENCE_SECONDS)
                .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC)).endSpec().build();
        var leases = client.leases().inNamespace(LEASES);
        if (leases.withName(name).get() == null) leases.resource(lease).create();
        else
            leases.withName(name).edit(there -> new LeaseBuilder(there).withSpec(lease.getSpec()).build());
        String now = Instant.now().toString().replaceAll("\\.\\d+Z", "Z");
        Edit.make(() -> client.nodes().withName(name).editStatus(there -> new NodeBuilder(there).editStatus()
                .removeMatchingFromConditions(one -> one.getType().equals("Ready"))
                .addNewCondition().withType("Ready").withStatus("True").withReason("KubeletReady")
                .withLastHeartbeatTime(now).withLastTransitionTime(now).endCondition().endStatus().build()));
    }

    private void attend(Pod pod) throws IOException {
        String uid = pod.getMetadata().getUid();
        HostPod known = pods.get(uid);
        if (known == null && pod.getMetadata().getDeletionTimestamp() == null
                && "Pending".equals(pod.getStatus().getPhase())) {
            known = new HostPod(client, pod, folder);
            pods.put(uid, known);
            known.begin();
        } else if (known != null)
            known.attend(pod);
        else if (pod.getMetadata().getDeletionTimestamp() != null)
            client.pods().resource(pod).withGracePeriod(0).delete();
    }

    /// A kubelet ends what the API server no longer knows.
    private void endAllBut(List<Pod> mine) {
        Set<String> known = mine.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
        pods.forEach((uid, pod) -> {
            if (!known.contains(uid) && !stopped) pod.end();
        });
    }

    /// What a Pod has printed; empty if it was never here.
    static String log(Path folder, String pod) throws IOException {
        Path log = folder.resolve(pod + ".log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /// The Pods whose processes run here.
    List<String> running() {
        return pods.values().stream().filter(HostPod::isAlive).map(HostPod::name).toList();
    }

    /// Ends the node as a power cut would: itself, and all that runs there. What runs in sandboxes goes first, as it may
    /// when processes are killed one by one.
    void kill() {
        cutOff();
        for (HostPod pod : pods.values()) pod.kill();
    }

    /// Ends only what speaks with the API server. What runs there goes on, and nobody hears of it.
    void cutOff() {
        stopped = true;
        awaitEnd(thread);
    }

    /// Waits also if this thread is interrupted meanwhile; it is so afterwards.
    static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    @Override
    public void close() {
        kill();
    }
}
