package dev.frostbench.harness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.Launched;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs on the real control plane of Kubernetes, beside the same run on this machine alone. Its three nodes are
/// [HostNode]s.
@Tag("sandbox")
class KubernetesIT {

    @TempDir
    static Path folder;

    private static TestCluster cluster;
    private static ClusterRuns runs;

    @BeforeAll
    static void clusterAndOneMachine() throws Exception {
        cluster = TestCluster.start(folder);
        runs = new ClusterRuns(folder, cluster.plane().kubeconfig("admin"));
        runs.prepare();
    }

    @AfterAll
    static void end() {
        if (cluster != null) cluster.close();
    }

    @AfterEach
    void noJobsOfOthers() {
        cluster.deleteJobs();
    }

    /// The three nodes are one host, so the folder of each is the same: they take turns to copy.
    @Test
    void theScoresAreThoseOfOneMachineToTheByteAndFixturesAreCopiedOnceANode() throws Exception {
        Path nodeStore = folder.resolve("node-store");
        Launched run = runs.launch("quick", runs.on("together", "--shards", "5", "--workers", "1", "--node-store",
                nodeStore.toString())).ended(0);

        assertThat(run.err()).containsPattern("kubernetes job bench/frostbench-one-\\w{5}: 27 samples in 5 shares")
                .contains("[27/27] ");
        runs.assertSame("quick", "together");
        assertThat(runs.attempts("quick", "together")).hasSize(5);
        assertThat(cluster.jobs()).hasSize(5);
        try (Stream<Path> layers = Files.list(nodeStore.resolve("layers"));
                Stream<Path> original = Files.list(folder.resolve("store/layers"))) {
            assertThat(layers.map(Path::getFileName)).isNotEmpty().isSubsetOf(original.map(Path::getFileName).toList());
        }
    }

    @Test
    void theShareOfANodeThatIsKilledIsDoneElsewhere() throws Exception {
        Process run = runs.begin("killed", "--shards", "3", "--workers", "1");
        runs.awaitResults("killed", 3);
        HostNode lost = cluster.busy();
        String share = ClusterRuns.share(lost.running().getFirst());
        lost.kill();

        runs.ended(run, "killed", 0);
        cluster.begin(lost.name());
        runs.assertSame("slow", "killed");
        assertThat(runs.attempts("slow", "killed").keySet()).as("attempts at share " + share)
                .filteredOn(name -> name.startsWith(share + "-of-3.")).hasSize(2);
        runs.assertSingle("killed");
    }

    @Test
    void bothAttemptsOfANodeThatIsCutOffWriteAndTheResultsStaySingle() throws Exception {
        Process run = runs.begin("cut", "--shards", "1", "--workers", "1");
        runs.awaitResults("cut", 1);
        HostNode lost = cluster.busy();
        lost.cutOff();

        runs.ended(run, "cut", 0);
        lost.kill();
        cluster.begin(lost.name());
        runs.assertSame("slow", "cut");
        List<Set<String>> both = List.copyOf(runs.attempts("slow", "cut").values());
        assertThat(both).hasSize(2);
        assertThat(both.get(0)).as("what both attempts have a result of").containsAnyElementsOf(both.get(1));
        runs.assertSingle("cut");
    }

    @Test
    void afterDeletedJobsAndAKilledLeaderTheRunGoesOn() throws Exception {
        Process run = runs.begin("ended", "--shards", "3", "--workers", "1");
        runs.awaitResults("ended", 2);
        cluster.deleteJobs();
        assertThat(runs.ended(run, "ended", 3)).contains("somebody deleted its Job", "--resume --out ended");

        int first = runs.results("ended").size();
        Process again = runs.begin("ended", "--resume", "--shards", "1", "--workers", "1");
        runs.awaitResults("ended", first + 1);
        again.destroyForcibly().waitFor();
        assertThat(runs.ended(runs.begin("ended", "--resume", "--workers", "2"), "ended", 0)).contains(
                " of before is ended",
                "known already");
        runs.assertSame("slow", "ended");
        runs.assertSingle("ended");
    }

    @Test
    void aManifestThatTheUserAppliesDoesTheRunAndResumeTakesItOver() throws Exception {
        Path manifest = folder.resolve("jobs.yaml");
        Launched prepared = runs.launch("quick", runs.on("applied", "--shards", "2", "--workers", "1", "--manifest",
                manifest.toString())).ended(0);
        assertThat(prepared.out()).contains("kubectl apply -f " + manifest, "--resume --out applied");
        assertThat(cluster.jobs()).isEmpty();

        cluster.plane().kubectl("admin", "apply", "-f", manifest.toString());
        cluster.plane().kubectl("admin", "wait", "--for=condition=complete", "--timeout=300s", "-f",
                manifest.toString());
        runs.launch("quick", runs.on("applied", "--resume")).ended(0);
        runs.assertSame("quick", "applied");
        assertThat(cluster.jobs()).as("those of the manifest alone").hasSize(2);
    }

    @Test
    void aUserNeedsTheRoleOfThePageAndNoMore() throws Exception {
        Map<String, String> runner = runs.environment(cluster.plane().kubeconfig("runner"));
        assertThat(Launched.launch(folder.resolve("quick"), runner, runs.on("role")).ended(3).errors()).singleElement()
                .asString().contains("you may not create jobs.batch in the namespace bench", "docs/clusters.md");

        String page = Files.readString(Launched.HOME.resolve("docs/clusters.md"));
        Path role = Files.writeString(folder.resolve("role.yaml"),
                page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("\n```\n", page.indexOf("```yaml\n"))));
        cluster.plane().kubectl("admin", "apply", "--namespace=bench", "-f", role.toString());
        cluster.plane().kubectl("admin", "create", "rolebinding", "frostbench", "--namespace=bench",
                "--role=frostbench", "--user=runner");
        Launched.launch(folder.resolve("quick"), runner, runs.on("role", "--shards", "2", "--workers", "1")).ended(0);
        runs.assertSame("quick", "role");
        assertThat(
                Launched.launch(folder.resolve("quick"), runner, runs.on("log", "--node-store", "/proc/none")).ended(3)
                        .err())
                .contains("FAILED, exit code ", "/proc/none");
    }

    @Test
    void whatTheClusterLacksIsToldBeforeAnythingIsBuilt() throws Exception {
        Map<String, String> environment = new HashMap<>(runs.environment());
        environment.put("FROSTBENCH_STORE", folder.resolve("empty-store").toString());
        assertThat(runs.refused(environment, 2, runs.on("none", "--namespace", "none")))
                .contains("--namespace 'none' is not in the cluster");
        assertThat(runs.refused(environment, 2, runs.on("none", "--claim", "none:/none")))
                .contains("--claim 'none' is not in the namespace bench");
        assertThat(runs.refused(environment, 2, runs.on("none", "--service-account", "none")))
                .contains("--service-account 'none' is not in the namespace bench");
        assertThat(runs.refused(environment, 2, runs.on("none", "--kube-context", "none")))
                .contains("--kube-context 'none' is no context of the kubeconfig", "it has test");
        assertThat(runs.refused(environment, 2,
                runs.on("none", "--pod-requests", "memory=4Gi", "--pod-limits", "memory=1Gi")))
                .contains("is refused by the API server", "must be less than or equal to memory limit");
        environment.put("FROSTBENCH_STORE", "/nowhere/store");
        assertThat(runs.refused(environment, 2, runs.on("none")))
                .contains("/nowhere/store is in no folder that Pods see");
        environment.put("FROSTBENCH_STORE", folder.resolve("empty-store").toString());
        environment.put("KUBECONFIG", folder.resolve("none").toString());
        assertThat(runs.refused(environment, 3, runs.on("none"))).contains("there is no kubeconfig here");
        Path other = Files.writeString(folder.resolve("other.kubeconfig"), Files.readString(cluster.plane()
                .kubeconfig("admin")).replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:1"));
        environment.put("KUBECONFIG", other.toString());
        assertThat(runs.refused(environment, 3, runs.on("none"))).contains("the API server at https://127.0.0.1:1",
                "cannot be reached");
        Files.writeString(other, Files.readString(cluster.plane().kubeconfig("admin")).replace("admin-token", "none"));
        assertThat(runs.refused(environment, 3, runs.on("none"))).contains("does not know who you are");
    }

    @Test
    void aShareThatWaitsOrCannotStartIsToldWithItsCure() throws Exception {
        waits("image", "ImagePullBackOff", "give an --image that the nodes can pull", "--image", "missing/image");
        waits("room", "Unschedulable: 0/3 nodes are available", "no node has the labels of --node-selector",
                "--node-selector", "disk=none");
        waits("more", "Insufficient memory", "or at once with less", "--pod-requests", "memory=64Gi");
        assertThat(runs.launch("quick", runs.on("none", "--node-store", "/proc/none")).ended(3).err())
                .contains("FAILED, exit code ", "/proc/none", "--resume --out none");
    }

    /// Begins a run whose shares wait, and ends it by SIGTERM once the reason is told. Nothing is left then.
    private static void waits(String out, String reason, String cure, String... options) throws Exception {
        Process run = runs.begin(out, options);
        ControlPlane.await("the reason", () -> runs.log(out).contains("shares wait"));
        run.destroy();
        assertThat(runs.ended(run, out, 130)).contains(reason, cure, "--resume --out " + out);
        assertThat(cluster.jobs()).isEmpty();
    }
}
