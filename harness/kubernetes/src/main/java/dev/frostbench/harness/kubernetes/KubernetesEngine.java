package dev.frostbench.harness.kubernetes;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cluster.ClusterRequest;
import dev.frostbench.harness.cluster.Engine;
import dev.frostbench.harness.cluster.PodRequest;
import dev.frostbench.harness.cluster.Round;
import dev.frostbench.harness.cluster.Submission;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.reports.text.WholeFile;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Kubernetes, by its API server: a round is as many Jobs as it has shares, all with one label.
///
/// A Job makes another Pod if one fails or its node is lost. If the Pod itself says that no other would do better, its
/// Job is deleted at once.
final class KubernetesEngine implements Engine {

    private static final String MANIFEST = "jobs.yaml";
    /// What a Pod that was told to end may take longer than it was given.
    private static final int LATE_SECONDS = 5;

    private final ApiServer server;
    private final ClusterRequest request;
    private final PodRequest pods;
    private final Map<String, Submission> submitted = new HashMap<>();
    private final Map<String, Map<Integer, Ended>> failed = new HashMap<>();

    KubernetesEngine(ApiServer server, ClusterRequest request) {
        this.server = server;
        this.request = request;
        this.pods = request.pods().orElseThrow();
    }

    @Override
    public String name() {
        return ClusterRequest.KUBERNETES;
    }

    /// Tries each call that the run needs.
    @Override
    public void check() throws IOException {
        server.require();
        Submission none = new Submission(new Round(Path.of("/none")), "check", 1, 1, Map.of(), List.of("true"));
        server.create(jobs(none, ShardJobs.name("check")).all().getFirst(), true);
        server.jobs(ShardJobs.JOB, "check");
        server.pods(ShardJobs.JOB, "check");
        server.deleteJob(ShardJobs.name("check"));
        for (PodRequest.Claim claim : pods.claims())
            if (!server.hasClaim(claim.name()))
                throw missing("--claim '" + claim.name() + "'", "name one of kubectl get persistentvolumeclaims");
        if (pods.account().isPresent() && !server.hasAccount(pods.account().get()))
            throw missing("--service-account '" + pods.account().get() + "'",
                    "name one of kubectl get serviceaccounts");
    }

    private BadInput missing(String option, String cure) {
        return new BadInput(Problem.of("run", option, "is not in the namespace " + server.namespace(), cure));
    }

    private ShardJobs jobs(Submission submission, String name) {
        return new ShardJobs(submission, pods, request.nodeStore(), server.namespace(), name);
    }

    @Override
    public synchronized String submit(Submission submission) throws IOException {
        String name = ShardJobs.name(submission.run());
        ShardJobs jobs = jobs(submission, name);
        Path manifest = submission.round().folder().resolve(MANIFEST);
        WholeFile.write(manifest, jobs.yaml().getBytes(StandardCharsets.UTF_8));
        String job = server.namespace() + "/" + name;
        submitted.put(job, submission);
        try {
            for (Job each : jobs.all()) server.create(each, false);
        } catch (IOException | RuntimeException refused) {
            try {
                cancel(job);
            } catch (IOException | RuntimeException left) {
                refused.addSuppressed(left);
            }
            throw refused;
        }
        return job;
    }

    @Override
    public synchronized Queue queue(String job) throws IOException {
        Map<Integer, List<Pod>> pods = podsByShare(job);
        Map<Integer, ShareState> states = states(job, pods);
        List<ShareState.Waiting> waiting = new ArrayList<>();
        int running = 0;
        // of Jobs that were deleted
        for (var left : pods.entrySet())
            if (!states.containsKey(left.getKey()))
                running += (int) left.getValue().stream()
                        .filter(KubernetesEngine::isAlive).count();
        for (var share : states.entrySet()) {
            switch (share.getValue()) {
                case ShareState.Done _ -> {}
                case ShareState.Running _ -> running++;
                case ShareState.Failed end -> conclude(job, share.getKey(), end);
                case ShareState.Waiting wait -> waiting.add(wait);
            }
        }
        WaitReason reason = WaitReason.of(waiting, server);
        return new Queue(waiting.size(), running, reason.why(), reason.cure());
    }

    private Map<Integer, List<Pod>> podsByShare(String job) throws IOException {
        return server.pods(ShardJobs.JOB, label(job)).stream()
                .collect(Collectors.groupingBy(pod -> share(pod.getMetadata().getLabels())));
    }

    private Map<Integer, ShareState> states(String job, Map<Integer, List<Pod>> pods) throws IOException {
        Map<Integer, ShareState> states = new TreeMap<>();
        for (Job each : server.jobs(ShardJobs.JOB, label(job))) {
            if (each.getMetadata().getDeletionTimestamp() != null) continue;
            int share = share(each.getMetadata().getLabels());
            states.put(share, ShareState.of(each, pods.getOrDefault(share, List.of())));
        }
        return states;
    }

    private static int share(Map<String, String> labels) {
        String number = labels.getOrDefault(ShardJobs.SHARE, "");
        return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 0;
    }

    /// Whether a Pod is still at work. That of a lost node stays in the list for ever.
    private static boolean isAlive(Pod pod) {
        if (!List.of("Pending", "Running").contains(ShareState.phase(pod))) return false;
        if (!ShareState.isLeaving(pod)) return true;
        try {
            Instant end = Instant.parse(pod.getMetadata().getDeletionTimestamp());
            return Instant.now().isBefore(end.plusSeconds(LATE_SECONDS));
        } catch (DateTimeParseException unknown) {
            return false;
        }
    }

    /// Keeps what is known of a share that failed, and has no more Pods made for it.
    private void conclude(String job, int share, ShareState.Failed end) throws IOException {
        Submission submission = submitted.get(job);
        Map<Integer, Ended> known = failed.computeIfAbsent(job, _ -> new TreeMap<>());
        if (submission != null && !known.containsKey(share)) {
            keepLog(submission.round(), share, end.pod());
            known.put(share, new Ended(share, TerminalText.line(end.state()), end.cure()));
        }
        if (!end.isLast()) server.deleteJob(ShardJobs.nameOf(label(job), share));
    }

    /// The state of the share is known without its log.
    private void keepLog(Round round, int share, Optional<Pod> pod) throws IOException {
        if (pod.isEmpty()) return;
        String text;
        try {
            text = server.log(pod.get().getMetadata().getName(), ShardJobs.CONTAINER)
                    .orElse("you may not get pods/log, so what the Pod printed is not known\n");
        } catch (IOException unreadable) {
            text = "what the Pod printed is not known: " + unreadable.getMessage() + "\n";
        }
        WholeFile.write(round.logs().resolve(share + ".txt"), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void cancel(String job) throws IOException {
        for (Job each : server.jobs(ShardJobs.JOB, label(job))) server.deleteJob(each.getMetadata().getName());
    }

    @Override
    public synchronized List<Ended> ended(String job) throws IOException {
        Map<Integer, Ended> known = failed.getOrDefault(job, Map.of());
        Map<Integer, ShareState> states = states(job, podsByShare(job));
        List<Ended> ended = new ArrayList<>(known.values());
        for (int share = 1; share <= submitted.get(job).shares(); share++)
            if (!known.containsKey(share) && !states.containsKey(share))
                ended.add(new Ended(share, "DELETED", "somebody deleted its Job"));
        return ended;
    }

    /// A job is called as its namespace and its label.
    private static String label(String job) {
        return job.substring(job.indexOf('/') + 1);
    }
}
