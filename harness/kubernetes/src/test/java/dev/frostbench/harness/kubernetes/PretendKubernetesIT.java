package dev.frostbench.harness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.Launched;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs on a [PretendCluster], beside the same run on this machine alone: the launcher, the client and the nodes'
/// processes are real, the cluster is not.
@Tag("sandbox")
class PretendKubernetesIT {

    @TempDir
    static Path folder;

    private static PretendCluster cluster;
    private static ClusterRuns runs;

    @BeforeAll
    static void clusterAndOneMachine() throws Exception {
        cluster = new PretendCluster(folder);
        runs = new ClusterRuns(folder, cluster.kubeconfig());
        runs.prepare();
    }

    @AfterAll
    static void end() {
        if (cluster != null) cluster.close();
    }

    @Test
    void theShareOfANodeThatIsKilledIsDoneElsewhereAndTheScoresAreThoseOfOneMachine() throws Exception {
        Process run = runs.begin("killed", "--shards", "2", "--workers", "2");
        runs.awaitResults("killed", 4);
        HostNode lost = cluster.busy();
        String share = ClusterRuns.share(lost.running().getFirst());
        cluster.lose(lost);

        runs.ended(run, "killed", 0);
        runs.assertSame("slow", "killed");
        runs.assertSingle("killed");
        assertThat(runs.attempts("slow", "killed").keySet()).as("attempts at share " + share)
                .filteredOn(name -> name.startsWith(share + "-of-2.")).hasSize(2);
    }

    @Test
    void aRunThatIsStoppedLeavesNoJobAndIsResumed() throws Exception {
        Process run = runs.begin("stopped", "--shards", "2", "--workers", "2");
        runs.awaitResults("stopped", 2);
        run.destroy();
        assertThat(runs.ended(run, "stopped", 130)).contains("--resume --out stopped");
        assertThat(cluster.jobs()).filteredOn(job -> job.getStatus() == null
                || job.getStatus().getConditions().isEmpty()).as("Jobs that have not ended").isEmpty();

        assertThat(runs.ended(runs.begin("stopped", "--resume", "--workers", "2"), "stopped", 0))
                .contains("known already");
        runs.assertSame("slow", "stopped");
        runs.assertSingle("stopped");
    }

    @Test
    void aPodThatSaysWhyNoOtherWouldDoBetterEndsTheRun() throws Exception {
        assertThat(runs.launch("quick", runs.on("none", "--node-store", "/proc/none")).ended(3).err())
                .contains("FAILED, exit code ", "--resume --out none");
    }

    @Test
    void aManifestNeedsNoServer() throws Exception {
        Path manifest = folder.resolve("jobs.yaml");
        Launched.launch(folder.resolve("quick"), runs.environment(folder.resolve("none.kubeconfig")),
                runs.on("manifest", "--shards", "2", "--manifest", manifest.toString())).ended(0);
        assertThat(Files.readString(manifest).split("(?m)^---$")).filteredOn(job -> job.contains("kind: \"Job\""))
                .hasSize(2);
    }

    @Test
    void onlyARunOnKubernetesHasItsClientOnTheClassPath() throws Exception {
        assertThat(classPath("run", "--on", "kubernetes", "--help")).contains("/kubernetes-client-");
        for (List<String> words : List.of(List.of("suites", "list"), List.of("run", "--on", "slurm", "--help"),
                List.of("doctor", "--help")))
            assertThat(classPath(words.toArray(String[]::new))).contains("frostbench-harness").doesNotContain(
                    "/kubernetes-client-", "frostbench-kubernetes");
    }

    private static String classPath(String... words) throws Exception {
        return Launched.launch(folder, Map.of("FROSTBENCH_JAVA_OPTS", "-XshowSettings:properties"), words).err();
    }
}
