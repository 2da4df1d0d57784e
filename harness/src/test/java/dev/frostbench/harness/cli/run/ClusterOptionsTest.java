package dev.frostbench.harness.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.documents.BadInput;
import dev.frostbench.harness.cluster.ClusterRequest;
import dev.frostbench.harness.cluster.PodRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What is made of `--on` and the options that belong to it.
class ClusterOptionsTest {

    @Command
    private static final class Line {
        @Mixin
        private ClusterOptions cluster;
    }

    private static Optional<ClusterRequest> request(String... words) {
        var line = new Line();
        new CommandLine(line).parseArgs(words);
        return line.cluster.request();
    }

    private static PodRequest pods(String... more) {
        List<String> words = new ArrayList<>(List.of("--on", "kubernetes", "--image", "image:1", "--claim",
                "shared:/shared/"));
        words.addAll(List.of(more));
        return request(words.toArray(String[]::new)).orElseThrow().pods().orElseThrow();
    }

    @Test
    void theOptionsOfKubernetesAreReadAsItsOwnToolsReadThem() {
        PodRequest pods = pods("--claim", "data.1:/a b/c", "--node-selector", "example.org/disk=ssd", "--toleration",
                "dedicated=bench:NoSchedule", "--toleration", "any", "--toleration", "gone:NoExecute", "--pod-requests",
                "cpu=500m,memory=1.5Gi", "--pod-limits", "nvidia.com/gpu=1", "--namespace", "bench");

        assertThat(pods.claims()).containsExactly(new PodRequest.Claim("shared", Path.of("/shared")),
                new PodRequest.Claim("data.1", Path.of("/a b/c")));
        assertThat(pods.nodeSelector()).isEqualTo(Map.of("example.org/disk", "ssd"));
        assertThat(pods.tolerations()).containsExactly(
                new PodRequest.Toleration("dedicated", Optional.of("bench"), Optional.of("NoSchedule")),
                new PodRequest.Toleration("any", Optional.empty(), Optional.empty()),
                new PodRequest.Toleration("gone", Optional.empty(), Optional.of("NoExecute")));
        assertThat(pods.requests()).isEqualTo(Map.of("cpu", "500m", "memory", "1.5Gi"));
        assertThat(pods.limits()).isEqualTo(Map.of("nvidia.com/gpu", "1"));
        assertThat(pods.namespace()).contains("bench");
        assertThat(pods.privileged()).isTrue();
        assertThat(pods("--unprivileged").privileged()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--claim       | shared         | write the claim's name and an absolute folder",
            "--claim       | Shared:/shared | write the claim's name and an absolute folder",
            "--claim       | shared:shared  | write the claim's name and an absolute folder",
            "--namespace   | Bench          | use lower-case letters",
            "--service-account | a_b        | use lower-case letters",
            "--node-selector | disk         | write a label",
            "--toleration  | a:Never        | write a taint as kubectl taint does",
            "--pod-requests | memory        | write resources and how much",
            "--pod-limits  | memory=4GB     | write resources and how much"})
    void whatCannotBeReadIsToldWithHowItIsWritten(String option, String value, String cure) {
        assertThatThrownBy(() -> pods(option, value)).isInstanceOf(BadInput.class).hasMessageContaining(option)
                .hasMessageContaining(value).hasMessageContaining(cure);
    }

    @Test
    void anImageAndAClaimAreNeeded() {
        assertThatThrownBy(() -> request("--on", "kubernetes", "--claim", "a:/a")).isInstanceOf(BadInput.class)
                .hasMessageContaining("add --image IMAGE");
        assertThatThrownBy(() -> request("--on", "kubernetes", "--image", "a")).isInstanceOf(BadInput.class)
                .hasMessageContaining("add --claim CLAIM:DIR");
    }

    @Test
    void anOptionOfAnotherEngineOrOfNoneIsNamed() {
        assertThat(request()).isEmpty();
        assertThatThrownBy(() -> request("--manifest", "a.yaml")).isInstanceOf(BadInput.class)
                .hasMessageContaining("--manifest is for a run on kubernetes");
        assertThatThrownBy(() -> request("--on", "slurm", "--image", "a")).isInstanceOf(BadInput.class)
                .hasMessageContaining("--image is for a run on kubernetes");
        assertThatThrownBy(() -> pods("--sbatch-arg=--mem=4G")).isInstanceOf(BadInput.class)
                .hasMessageContaining("--sbatch-arg is for a run on slurm");
        assertThatThrownBy(() -> request("--shards", "2")).isInstanceOf(BadInput.class)
                .hasMessageContaining("--shards is for a run on a cluster");
        assertThatThrownBy(() -> request("--on", "pbs")).isInstanceOf(BadInput.class)
                .hasMessageContaining("write slurm or kubernetes");
    }
}
