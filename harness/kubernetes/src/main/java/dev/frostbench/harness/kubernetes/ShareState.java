package dev.frostbench.harness.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What became of a share, from its Job and that Job's Pods.
sealed interface ShareState {

    /// It has not begun, or waits for another Pod.
    ///
    /// @param pod that waits, if there is one
    record Waiting(Job job, Optional<Pod> pod) implements ShareState {}

    record Running() implements ShareState {}

    record Done() implements ShareState {}

    /// It did not end well, and no other Pod would do better.
    ///
    /// @param state the word for it
    /// @param cure empty if only what the Pod printed can tell
    /// @param pod the last one, if it is still there
    /// @param isLast whether its Job makes no more Pods by itself
    record Failed(String state, String cure, Optional<Pod> pod, boolean isLast) implements ShareState {}

    /// Exit codes that say that another Pod would end in the same way: bad input and a machine that lacks something, as
    /// Frostbench says it; a program that is not there or cannot start, as shells and kubelets say it.
    Set<Integer> FINAL = Set.of(2, 3, 126, 127, 128);
    int BAD_START = 126;

    /// @param pods of the Job
    static ShareState of(Job job, List<Pod> pods) {
        if (has(job, "Complete")) return new Done();
        List<Pod> newest = pods.stream()
                .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp()).reversed())
                .toList();
        Optional<Pod> failed = newest.stream().filter(pod -> end(pod).isPresent()).findFirst();
        if (has(job, "Failed")) return failed(job, failed);
        for (Pod pod : newest) {
            Optional<ContainerStateTerminated> end = end(pod);
            if (end.isPresent() && FINAL.contains(end.get().getExitCode())) return failed(job, Optional.of(pod));
        }
        if (newest.stream().anyMatch(pod -> !isLeaving(pod) && phase(pod).equals("Running"))) return new Running();
        return new Waiting(job,
                newest.stream().filter(pod -> !isLeaving(pod) && phase(pod).equals("Pending")).findFirst());
    }

    /// Whether the Pod has been told to end.
    static boolean isLeaving(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    static String phase(Pod pod) {
        return Optional.ofNullable(pod.getStatus().getPhase()).orElse("");
    }

    private static boolean has(Job job, String type) {
        return condition(job, type).isPresent();
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        if (job.getStatus() == null) return Optional.empty();
        return job.getStatus().getConditions().stream()
                .filter(one -> one.getType().equals(type) && one.getStatus().equals("True")).findFirst();
    }

    /// How the container of a Pod ended, if it ended badly.
    private static Optional<ContainerStateTerminated> end(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream().map(ContainerStatus::getState)
                .filter(state -> state != null && state.getTerminated() != null).map(state -> state.getTerminated())
                .filter(end -> end.getExitCode() != null && end.getExitCode() != 0).findFirst();
    }

    private static Failed failed(Job job, Optional<Pod> pod) {
        boolean last = has(job, "Failed");
        Optional<ContainerStateTerminated> end = pod.flatMap(ShareState::end);
        if (pod.isPresent() && "Evicted".equals(pod.get().getStatus().getReason()))
            return new Failed("Evicted: " + pod.get().getStatus().getMessage(),
                    "ask for what it needs: --pod-requests memory=4Gi,ephemeral-storage=10Gi", pod, last);
        if (end.isEmpty()) {
            JobCondition why = condition(job, "Failed").orElseThrow();
            return new Failed(why.getReason() + ": " + why.getMessage(),
                    "see kubectl describe job " + job.getMetadata().getName(), pod, last);
        }
        int code = end.get().getExitCode();
        if ("OOMKilled".equals(end.get().getReason()))
            return new Failed("OOMKilled", "give it more memory: --pod-limits memory=8Gi, or fewer --workers", pod,
                    last);
        if (code >= BAD_START && FINAL.contains(code)) {
            String message = Optional.ofNullable(end.get().getMessage()).orElse("");
            return new Failed("cannot start, exit code " + code + (message.isEmpty() ? "" : ": " + message),
                    "the image or a --claim must have Frostbench at the path that it has here, and bash, too", pod,
                    last);
        }
        return new Failed("FAILED, exit code " + code, "", pod, last);
    }
}
