package dev.frostbench.harness.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The real control plane of Kubernetes, started for tests alone: etcd, API server, controllers and scheduler, in a
/// folder of their own and on the loopback. It has no nodes; [HostNode] is one.
///
/// All parts are one program, which `harness/kubernetes/src/test/control-plane` builds. `FROSTBENCH_KUBERNETES` names
/// it. Without it a test is skipped and says so.
final class ControlPlane implements AutoCloseable {

    static final String NAMESPACE = "bench";

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CONTROLLERS = "job-controller,garbage-collector-controller,"
            + "pod-garbage-collector-controller,node-lifecycle-controller,taint-eviction-controller,"
            + "serviceaccount-controller,persistentvolume-binder-controller,ttl-after-finished-controller,"
            + "namespace-controller,resourcequota-controller";

    private final Path folder;
    private final Path program;
    private final Map<String, Process> parts = new LinkedHashMap<>();
    private int port;

    private ControlPlane(Path folder, Path program) {
        this.folder = folder;
        this.program = program;
    }

    /// @param folder for its state; it is made
    static ControlPlane start(Path folder) throws Exception {
        String program = System.getenv("FROSTBENCH_KUBERNETES");
        assumeTrue(program != null && Files.isExecutable(Path.of(program)), "FROSTBENCH_KUBERNETES names no program;"
                + " build the one of harness/kubernetes/src/test/control-plane, as its go.mod says");
        var plane = new ControlPlane(Files.createDirectories(folder), Path.of(program));
        try {
            plane.begin();
            return plane;
        } catch (Exception | AssertionError failure) {
            plane.close();
            throw failure;
        }
    }

    private void begin() throws IOException, InterruptedException, GeneralSecurityException {
        int etcd = freePort();
        String address = "http://127.0.0.1:" + etcd;
        String peer = "http://127.0.0.1:" + freePort();
        part("etcd", "--data-dir=" + folder.resolve("etcd"), "--listen-client-urls=" + address,
                "--advertise-client-urls=" + address, "--listen-peer-urls=" + peer, "--name=one",
                "--initial-advertise-peer-urls=" + peer, "--initial-cluster=one=" + peer, "--unsafe-no-fsync");
        port = freePort();
        Path key = keys();
        Files.writeString(folder.resolve("tokens.csv"), """
                admin-token,admin,1,system:masters
                runner-token,runner,2,runners
                """);
        part("apiserver", "--etcd-servers=" + address, "--bind-address=127.0.0.1", "--secure-port=" + port,
                "--advertise-address=127.0.0.1", "--cert-dir=" + folder.resolve("certs"), "--allow-privileged=true",
                "--token-auth-file=" + folder.resolve("tokens.csv"), "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc", "--service-account-signing-key-file=" + key,
                "--service-account-key-file=" + key, "--service-cluster-ip-range=10.0.0.0/24",
                "--endpoint-reconciler-type=none", "--kubelet-preferred-address-types=InternalIP");
        try (KubernetesClient client = client()) {
            await("the API server", () -> isReady(client));
            part("controllers", "--kubeconfig=" + kubeconfig("admin"), "--controllers=" + CONTROLLERS,
                    "--leader-elect=false", "--secure-port=0", "--node-monitor-period=1s",
                    "--node-monitor-grace-period=8s");
            part("scheduler", "--kubeconfig=" + kubeconfig("admin"), "--leader-elect=false", "--secure-port=0");
            client.namespaces().load(getClass().getResourceAsStream("/namespace.yaml")).create();
            await("the namespace's service account",
                    () -> client.serviceAccounts().inNamespace(NAMESPACE).withName("default").get() != null);
        }
    }

    private static boolean isReady(KubernetesClient client) {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    /// The key by which the API server signs tokens, and checks them.
    private Path keys() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        return Files.writeString(folder.resolve("accounts.key"), pem("PRIVATE KEY", pair.getPrivate()));
    }

    private static String pem(String kind, Key key) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                .encodeToString(key.getEncoded()) + "\n-----END " + kind + "-----\n";
    }

    /// The kubeconfig of a user.
    ///
    /// @param user admin or runner
    Path kubeconfig(String user) throws IOException {
        return Files.writeString(folder.resolve(user + ".kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters:
                - {name: test, cluster: {server: 'https://127.0.0.1:%d', certificate-authority: '%s'}}
                users:
                - {name: %s, user: {token: %s-token}}
                contexts:
                - {name: test, context: {cluster: test, user: %s, namespace: %s}}
                current-context: test
                """.formatted(port, folder.resolve("certs/apiserver.crt"), user, user, user, NAMESPACE));
    }

    /// A client that may do all.
    KubernetesClient client() throws IOException, InterruptedException {
        await("the API server's certificate", () -> Files.exists(folder.resolve("certs/apiserver.crt")));
        Config config = Config.fromKubeconfig(kubeconfig("admin").toFile());
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /// What `kubectl` prints, as a user.
    String kubectl(String user, String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(program.toString(), "kubectl", "--kubeconfig="
                + kubeconfig(user)));
        argv.addAll(List.of(words));
        Path out = folder.resolve("kubectl.out");
        int code = new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(out.toFile()).start().waitFor();
        String said = Files.readString(out);
        if (code != 0) throw new AssertionError(String.join(" ", words) + " ended with " + code + ":\n" + said);
        return said;
    }

    private void part(String name, String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of(program.toString(), name));
        argv.addAll(List.of(arguments));
        parts.put(name, new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile()).start());
    }

    /// Ends the API server, as a failure of the machine that it is on would.
    void stopServer() throws InterruptedException {
        parts.get("apiserver").destroyForcibly().waitFor();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static void await(String what, Condition condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end)) throw new AssertionError("waited in vain for " + what);
            Thread.sleep(200);
        }
    }

    @Override
    public void close() {
        List<Process> all = new ArrayList<>(parts.values());
        for (Process part : all.reversed()) {
            part.destroy();
            try {
                if (!part.waitFor(10, TimeUnit.SECONDS)) part.destroyForcibly();
            } catch (InterruptedException stop) {
                part.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
