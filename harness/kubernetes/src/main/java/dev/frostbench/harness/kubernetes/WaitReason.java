package dev.frostbench.harness.kubernetes;

import dev.frostbench.reports.text.TerminalText;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Why a share waits, in the cluster's words, and what would help.
///
/// @param why empty if nothing says so
record WaitReason(String why, String cure) {

    static final WaitReason NONE = new WaitReason("", "");

    /// What a Pod says while all is well with it.
    private static final List<String> ORDINARY = List.of("ContainerCreating", "PodInitializing");

    /// Of the first share that knows why it waits. The server is asked about one at most.
    static WaitReason of(List<ShareState.Waiting> shares, ApiServer server) throws IOException {
        for (ShareState.Waiting share : shares) {
            WaitReason told = ofItself(share);
            if (!told.why.isEmpty()) return told;
        }
        if (shares.isEmpty()) return NONE;
        var job = shares.getFirst().job().getMetadata();
        var pod = shares.getFirst().pod().map(Pod::getMetadata);
        return ofEvents(server.warnings(pod.orElse(job).getName()),
                (pod.isPresent() ? "pod " : "job ") + pod.orElse(job).getName());
    }

    private static WaitReason ofItself(ShareState.Waiting share) {
        if (Boolean.TRUE.equals(share.job().getSpec().getSuspend()))
            return new WaitReason("the Jobs are suspended", "a queue of the cluster, such as Kueue, lets them go");
        return share.pod().map(WaitReason::ofPod).orElse(NONE);
    }

    /// What the Pod itself says.
    static WaitReason ofPod(Pod pod) {
        for (var container : pod.getStatus().getContainerStatuses()) {
            ContainerStateWaiting waiting = container.getState() == null ? null : container.getState().getWaiting();
            if (waiting == null || ORDINARY.contains(waiting.getReason())) continue;
            return new WaitReason(said(waiting.getReason(), waiting.getMessage()),
                    image(waiting.getReason(), container.getImage(), pod));
        }
        return pod.getStatus().getConditions().stream()
                .filter(one -> one.getType().equals("PodScheduled") && one.getStatus().equals("False")).findFirst()
                .map(one -> new WaitReason(said(one.getReason(), one.getMessage()), room(one.getMessage())))
                .orElse(NONE);
    }

    private static String image(String reason, String image, Pod pod) {
        return switch (reason) {
            case "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError" ->
                "give an --image that the nodes can pull ('" + image + "' is not), or a --service-account that has"
                        + " the password of its registry (imagePullSecrets)";
            default -> "see kubectl describe pod " + pod.getMetadata().getName();
        };
    }

    /// What helps if no node takes a Pod, by what the scheduler says.
    private static String room(String message) {
        String text = message == null ? "" : message;
        if (text.contains("persistentvolumeclaim"))
            return text.contains("not found") ? "name a claim of the namespace with --claim"
                    : "its volume must be there first; see kubectl get persistentvolumeclaims";
        if (text.contains("nsufficient"))
            return "they begin when there is room, or at once with less: --workers, --pod-requests";
        if (text.contains("affinity") || text.contains("selector"))
            return "no node has the labels of --node-selector, or reaches the volume of the --claim";
        if (text.contains("taint")) return "bear the taint with --toleration, or mend the node";
        return "see kubectl get nodes";
    }

    private static WaitReason ofEvents(Optional<List<Event>> events, String object) {
        if (events.isEmpty())
            return new WaitReason("not known: you may not list events", "see kubectl describe " + object);
        return events.get().stream().max(Comparator.comparing(WaitReason::time))
                .map(event -> new WaitReason(said(event.getReason(), event.getMessage()),
                        refused(String.valueOf(event.getMessage()), object)))
                .orElse(NONE);
    }

    private static String time(Event event) {
        for (String time : new String[]{event.getLastTimestamp(), event.getFirstTimestamp()})
            if (time != null) return time;
        return "";
    }

    /// What helps if the cluster makes no Pod, or the node cannot begin it.
    private static String refused(String message, String object) {
        if (message.contains("PodSecurity"))
            return "its Pods must be privileged: use a --namespace that allows it (kubectl label namespace NAME"
                    + " pod-security.kubernetes.io/enforce=privileged)";
        if (message.contains("serviceaccount")) return "name one that is there with --service-account";
        if (message.contains("quota")) return "take fewer --shards, or less with --pod-requests and --pod-limits";
        return "see kubectl describe " + object;
    }

    private static String said(String reason, String message) {
        String text = message == null || message.isBlank() ? String.valueOf(reason) : reason + ": " + message;
        return TerminalText.line(text);
    }
}
