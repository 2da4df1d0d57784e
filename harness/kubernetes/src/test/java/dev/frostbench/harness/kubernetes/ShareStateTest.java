package dev.frostbench.harness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is made of Jobs and Pods as API servers and kubelets describe them.
class ShareStateTest {

    private static Job job(String condition) {
        var job = new JobBuilder().withNewMetadata().withName("frostbench-one-xxxxx-1").endMetadata().withNewSpec()
                .endSpec().withNewStatus();
        return condition.isEmpty() ? job.endStatus().build()
                : job.addNewCondition().withType(condition).withStatus("True").withReason("BackoffLimitExceeded")
                        .withMessage("Job has reached the specified backoff limit").endCondition().endStatus().build();
    }

    private static PodBuilder pod(String phase, int second) {
        return new PodBuilder().withNewMetadata().withName("p" + second)
                .withCreationTimestamp("2026-11-30T10:00:0" + second + "Z").endMetadata().withNewStatus()
                .withPhase(phase).endStatus();
    }

    private static Pod ended(int second, int code, String reason, String message) {
        return pod("Failed", second).editStatus().addNewContainerStatus().withName("share").withNewState()
                .withNewTerminated().withExitCode(code).withReason(reason).withMessage(message).endTerminated()
                .endState().endContainerStatus().endStatus().build();
    }

    @Test
    void aShareRunsWhileOnePodDoesAndWaitsWhileNoneDoes() {
        assertThat(ShareState.of(job(""), List.of(pod("Running", 1).build()))).isInstanceOf(ShareState.Running.class);
        assertThat(ShareState.of(job(""), List.of())).isInstanceOf(ShareState.Waiting.class);
        assertThat(ShareState.of(job("Complete"), List.of())).isInstanceOf(ShareState.Done.class);
        Pod lost = pod("Running", 1).editMetadata().withDeletionTimestamp("2026-11-30T10:00:40Z").endMetadata().build();
        assertThat(ShareState.of(job(""), List.of(lost))).as("the Pod of a lost node")
                .isInstanceOf(ShareState.Waiting.class);
        assertThat(ShareState.of(job(""), List.of(lost, pod("Running", 2).build()))).as("and its replacement")
                .isInstanceOf(ShareState.Running.class);
    }

    @Test
    void aPodThatDiedIsReplacedAndOneThatSaysWhyNoOtherWouldDoBetterIsNot() {
        for (int code : new int[]{1, 137, 143, 255})
            assertThat(ShareState.of(job(""), List.of(ended(1, code, "Error", "")))).as("exit code " + code)
                    .isInstanceOf(ShareState.Waiting.class);
        for (int code : new int[]{2, 3, 126, 127, 128})
            assertThat(ShareState.of(job(""), List.of(ended(1, code, "Error", "")))).as("exit code " + code)
                    .isInstanceOf(ShareState.Failed.class);
    }

    @Test
    void theEndOfAShareIsToldWithItsCure() {
        assertThat(failed(ended(1, 137, "OOMKilled", null)).cure()).contains("--pod-limits memory=");
        assertThat(failed(ended(1, 128, "StartError", "no such file")).state())
                .isEqualTo("cannot start, exit code 128: no such file");
        assertThat(failed(ended(1, 3, "Error", null))).extracting(ShareState.Failed::state, ShareState.Failed::cure)
                .containsExactly("FAILED, exit code 3", "");
        Pod evicted = new PodBuilder(ended(1, 137, "Error", null)).editStatus().withReason("Evicted")
                .withMessage("The node was low on resource: memory.").endStatus().build();
        assertThat(failed(evicted).state()).isEqualTo("Evicted: The node was low on resource: memory.");
        assertThat(((ShareState.Failed) ShareState.of(job("Failed"), List.of())).state())
                .isEqualTo("BackoffLimitExceeded: Job has reached the specified backoff limit");
    }

    private static ShareState.Failed failed(Pod pod) {
        return (ShareState.Failed) ShareState.of(job("Failed"), List.of(pod));
    }

    @Test
    void whyAPodWaitsIsToldInTheClustersWords() {
        assertThat(waits("0/3 nodes are available: 3 Insufficient memory.").cure()).contains("--pod-requests");
        assertThat(waits("persistentvolumeclaim \"none\" not found").cure()).contains("--claim");
        assertThat(waits("0/3 nodes are available: pod has unbound immediate persistentvolumeclaims").cure())
                .contains("kubectl get persistentvolumeclaims");
        assertThat(waits("0/1 nodes are available: 1 node(s) had untolerated taint(s)").cure())
                .contains("--toleration");
        assertThat(waits("0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector").cure())
                .contains("--node-selector");
        Pod creating = pod("Pending", 1).editStatus().addNewContainerStatus().withName("share").withNewState()
                .withNewWaiting(null, "ContainerCreating").endState().endContainerStatus().endStatus().build();
        assertThat(WaitReason.ofPod(creating)).isEqualTo(WaitReason.NONE);
    }

    private static WaitReason waits(String message) {
        WaitReason reason = WaitReason.ofPod(pod("Pending", 1).editStatus().addNewCondition().withType("PodScheduled")
                .withStatus("False").withReason("Unschedulable").withMessage(message).endCondition().endStatus()
                .build());
        assertThat(reason.why()).isEqualTo("Unschedulable: " + message);
        return reason;
    }
}
