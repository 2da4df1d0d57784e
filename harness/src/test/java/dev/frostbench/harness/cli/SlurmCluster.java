package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real Slurm cluster of three nodes, all on this host, started for tests alone: munged, slurmctld and three slurmd
/// in a folder of their own.
///
/// If Slurm is not installed, a test is skipped and says so. In CI it fails (`FROSTBENCH_SLURM=required`).
final class SlurmCluster implements AutoCloseable {

    static final List<String> NODES = List.of("n1", "n2", "n3");

    private static final List<String> PROGRAMS = List.of("munged", "slurmctld", "slurmd", "sbatch", "squeue");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Map<String, Process> daemons = new LinkedHashMap<>();

    private SlurmCluster(Path folder) {
        this.folder = folder;
    }

    /// @param folder for its state; it is made
    static SlurmCluster start(Path folder) throws IOException, InterruptedException {
        requireInstalled();
        var cluster = new SlurmCluster(Files.createDirectories(folder));
        try {
            cluster.begin();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException | AssertionError failure) {
            cluster.close();
            throw failure;
        }
    }

    private static void requireInstalled() throws IOException {
        List<String> lacking = new ArrayList<>();
        for (String program : PROGRAMS)
            if (Stream.of("/usr/bin", "/usr/sbin").noneMatch(at -> Files.isExecutable(Path.of(at, program))))
                lacking.add(program);
        String what = !lacking.isEmpty()
                ? "there is no " + String.join(", ", lacking)
                        + "; install it: apt-get install slurm-wlm slurmd slurmctld slurm-client munge"
                : Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0) ? "" : "a Slurm cluster needs root";
        if (what.isEmpty()) return;
        if ("required".equals(System.getenv("FROSTBENCH_SLURM"))) throw new IOException(what);
        assumeTrue(false, what);
    }

    /// The variables by which programs find this cluster.
    Map<String, String> environment() {
        return Map.of("SLURM_CONF", folder.resolve("slurm.conf").toString());
    }

    private void begin() throws IOException, InterruptedException {
        byte[] key = new byte[128];
        new SecureRandom().nextBytes(key);
        Path secret = Files.write(folder.resolve("munge.key"), key);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.createDirectory(folder.resolve("state"));
        Files.writeString(folder.resolve("slurm.conf"), configuration());
        daemon("munged", "--foreground", "--force", "--key-file=" + secret,
                "--socket=" + folder.resolve("munge.socket"),
                "--pid-file=" + folder.resolve("munge.pid"), "--log-file=" + folder.resolve("munge.log"),
                "--seed-file=" + folder.resolve("munge.seed"));
        await("munged's socket", () -> Files.exists(folder.resolve("munge.socket")));
        daemon("slurmctld", "-D");
        for (String node : NODES) startNode(node);
        await("three idle nodes", () -> say("sinfo", "--noheader", "--Node", "--format=%N %T").lines()
                .filter(line -> line.endsWith(" idle")).count() == NODES.size());
    }

    private String configuration() throws IOException {
        String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip().replaceAll("\\..*", "");
        StringBuilder nodes = new StringBuilder();
        for (String node : NODES)
            nodes.append("NodeName=" + node + " NodeHostname=" + host + " NodeAddr=127.0.0.1 Port=" + freePort()
                    + " CPUs=4 RealMemory=4000 State=UNKNOWN\n");
        return """
                ClusterName=bench
                SlurmctldHost=%s(127.0.0.1)
                SlurmctldPort=%d
                SlurmUser=root
                SlurmdUser=root
                AuthType=auth/munge
                AuthInfo=cred_expire=5,socket=%s
                StateSaveLocation=%s
                SlurmdSpoolDir=%s
                SlurmdPidFile=%s
                SlurmctldPidFile=%s
                SlurmdTimeout=5
                KillWait=3
                ReturnToService=2
                SchedulerParameters=sched_interval=1,bf_interval=2,sched_min_interval=0,batch_sched_delay=0
                SelectType=select/cons_tres
                SelectTypeParameters=CR_CPU_Memory,CR_LLN
                DefMemPerCPU=500
                ProctrackType=proctrack/linuxproc
                TaskPlugin=task/none
                JobAcctGatherType=jobacct_gather/none
                AccountingStorageType=accounting_storage/none
                MpiDefault=none
                JobRequeue=1
                SlurmdParameters=config_overrides
                %sPartitionName=bench Nodes=n[1-3] Default=YES MaxTime=INFINITE State=UP
                """.formatted(host, freePort(), folder.resolve("munge.socket"), folder.resolve("state"),
                folder.resolve("spool.%n"), folder.resolve("slurmd.%n.pid"), folder.resolve("slurmctld.pid"), nodes);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void daemon(String name, String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of(name.startsWith("n") ? "slurmd" : name));
        argv.addAll(List.of(arguments));
        var builder = new ProcessBuilder(argv).redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile());
        builder.environment().putAll(environment());
        builder.environment().merge("PATH", "/usr/sbin:/usr/bin", (path, more) -> path + ":" + more);
        daemons.put(name, builder.start());
    }

    void startNode(String node) throws IOException {
        daemon(node, "-D", "-N", node);
    }

    /// Ends the node as a power cut would: its daemon, and all that runs there. What runs in sandboxes goes first, as
    /// it may when processes are killed one by one.
    void kill(String node) throws IOException, InterruptedException {
        List<ProcessHandle> steps = new ArrayList<>();
        for (Share share : running()) if (share.node.equals(node)) steps.addAll(steps(share.job));
        assertThat(steps).as("what runs on " + node).isNotEmpty();
        cutOff(node);
        for (ProcessHandle step : steps) {
            List<ProcessHandle> below = new ArrayList<>(step.descendants().toList());
            for (ProcessHandle process : below.reversed()) process.destroyForcibly();
            step.destroyForcibly();
        }
    }

    /// Ends only the daemon of the node. What runs there goes on, and nobody hears of it.
    void cutOff(String node) throws InterruptedException {
        daemons.remove(node).destroyForcibly().waitFor();
    }

    /// Has the controller miss the node at once, and not only after its timeout.
    void miss(String node) throws IOException, InterruptedException {
        say("scontrol", "update", "NodeName=" + node, "State=DOWN", "Reason=cut-off");
    }

    /// A share that runs.
    record Share(String node, String job, String number) {}

    List<Share> running() throws IOException, InterruptedException {
        return say("squeue", "--noheader", "--states=RUNNING", "--format=%N %A %K").lines()
                .map(line -> line.strip().split(" +"))
                .map(words -> new Share(words[0], words[1], words[2])).toList();
    }

    private static List<ProcessHandle> steps(String job) throws IOException {
        return ProcessHandle.allProcesses().filter(process -> {
            try {
                return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                        .startsWith("slurmstepd: [" + job + ".");
            } catch (IOException ended) {
                return false;
            }
        }).toList();
    }

    /// What one of Slurm's programs prints.
    String say(String... words) throws IOException, InterruptedException {
        Launched said = Launched.start(folder, environment(), List.of(words));
        return said.out();
    }

    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static void await(String what, Condition condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end)) throw new AssertionError("waited in vain for " + what);
            Thread.sleep(100);
        }
    }

    /// Waits until every node takes work.
    void awaitNodes() throws IOException, InterruptedException {
        await("three nodes", () -> say("sinfo", "--noheader", "--Node", "--format=%N %T").lines()
                .filter(line -> line.matches("n\\d (idle|mixed|allocated)")).count() == NODES.size());
    }

    @Override
    public void close() throws IOException {
        List<Process> all = new ArrayList<>(daemons.values());
        for (Process daemon : all.reversed()) {
            daemon.destroy();
            try {
                if (!daemon.waitFor(10, TimeUnit.SECONDS)) daemon.destroyForcibly();
            } catch (InterruptedException stop) {
                daemon.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
