package dev.frostbench.harness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cluster.PodRequest;
import dev.frostbench.harness.cluster.Round;
import dev.frostbench.harness.cluster.Submission;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The Jobs that are sent and written.
class ShardJobsTest {

    private static final PodRequest PLAIN = new PodRequest(Optional.empty(), Optional.empty(), "image:1",
            List.of(new PodRequest.Claim("shared", Path.of("/shared"))), Optional.empty(), Map.of(), List.of(),
            Map.of(),
            Map.of(), true, Optional.empty());

    private static ShardJobs jobs(PodRequest pods, Optional<Path> nodeStore) {
        var submission = new Submission(new Round(Path.of("/shared/run/cluster/1")), "one", 2, 3,
                Map.of("FROSTBENCH_STORE", "/shared/store", "ODD", "$(POD_NAME) and $$(POD_NAME) stay"),
                List.of("/shared/frost bench/frostbench", "node", "--round", "/shared/$(x)/cluster/1"));
        return new ShardJobs(submission, pods, nodeStore, "bench", "frostbench-one-xxxxx");
    }

    @Test
    void theManifestIsAsOnFile() throws IOException {
        var full = new PodRequest(Optional.empty(), Optional.empty(), "image:1",
                List.of(new PodRequest.Claim("shared", Path.of("/shared")),
                        new PodRequest.Claim("shared", Path.of("/again")),
                        new PodRequest.Claim("data", Path.of("/data"))),
                Optional.of("runner"), Map.of("disk", "ssd"),
                List.of(new PodRequest.Toleration("dedicated", Optional.of("bench"), Optional.of("NoSchedule")),
                        new PodRequest.Toleration("any", Optional.empty(), Optional.empty())),
                Map.of("memory", "4Gi"), Map.of("memory", "8Gi"), true, Optional.empty());
        String yaml = jobs(full, Optional.of(Path.of("/local/store"))).yaml();
        Path golden = Path.of("src/test/resources/jobs.yaml");
        if ("rewrite".equals(System.getProperty("frostbench.golden"))) Files.writeString(golden, yaml);
        assertThat(yaml).isEqualTo(Files.readString(golden));
    }

    @Test
    void aPodHasNoTokenAndItsWordsAreTakenAsTheyAre() {
        Job job = jobs(PLAIN, Optional.empty()).all().getLast();
        var pod = job.getSpec().getTemplate().getSpec();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getContainers().getFirst().getCommand()).containsExactly("/shared/frost bench/frostbench");
        assertThat(pod.getContainers().getFirst().getArgs()).containsExactly("node", "--round",
                "/shared/$$(x)/cluster/1", "--attempt", "$(POD_NAME)", "2/2");
        assertThat(pod.getContainers().getFirst().getEnv()).filteredOn(one -> one.getName().equals("ODD"))
                .singleElement()
                .satisfies(one -> assertThat(one.getValue()).isEqualTo("$$(POD_NAME) and $$$$(POD_NAME) stay"));
    }

    @Test
    void aLimitOfTheCpuIsNotExceededByWhatIsAskedFor() {
        var limited = new PodRequest(Optional.empty(), Optional.empty(), "image:1", PLAIN.claims(), Optional.empty(),
                Map.of(), List.of(), Map.of(), Map.of("cpu", "1"), false, Optional.empty());
        var container = jobs(limited, Optional.empty()).all().getFirst().getSpec().getTemplate().getSpec()
                .getContainers().getFirst();
        assertThat(container.getResources().getRequests()).doesNotContainKey("cpu");
        assertThat(container.getSecurityContext()).isNull();
        assertThat(jobs(PLAIN, Optional.empty()).all().getFirst().getSpec().getTemplate().getSpec().getContainers()
                .getFirst().getResources().getRequests().get("cpu").toString()).isEqualTo("3");
    }

    @Test
    void namesAreThoseOfKubernetesWhateverTheRunIsCalled() {
        for (String run : List.of("one", "Über_run.2026", "---", "a".repeat(100), "ends-with-a-dash-at-the-cut-----x"))
            assertThat(ShardJobs.nameOf(ShardJobs.name(run), 1000) + "-abcde")
                    .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?").hasSizeLessThanOrEqualTo(63).doesNotContain("--");
        assertThat(ShardJobs.name("one")).isNotEqualTo(ShardJobs.name("one"));
    }

    @Test
    void whatIsWrittenIsReadAsWhatIsSent() {
        ShardJobs jobs = jobs(PLAIN, Optional.empty());
        String first = jobs.yaml().split("(?m)^---\n")[1];
        assertThat(Serialization.unmarshal(first, Job.class)).isEqualTo(jobs.all().getFirst());
    }
}
