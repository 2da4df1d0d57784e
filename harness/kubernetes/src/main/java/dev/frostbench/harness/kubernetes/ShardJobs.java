package dev.frostbench.harness.kubernetes;

import dev.frostbench.harness.cluster.PodRequest;
import dev.frostbench.harness.cluster.Submission;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The Jobs of a round: one a share. Each makes a Pod, and another one if that is lost or fails.
///
/// 1. An attempt has the name of its Pod, which no other Pod ever has.
/// 2. A Pod never starts its container again, so a Pod is one attempt.
/// 3. Pods get no token of the API server: what a model wrote could use it.
///
/// @param name of all of them together; the value of their label
/// @param nodeStore a folder of each node's own disk
record ShardJobs(Submission submission, PodRequest pods, Optional<Path> nodeStore, String namespace, String name) {

    /// Labels of Jobs and Pods: which job of a run, and the number of the share.
    static final String JOB = "frostbench.dev/job";
    static final String SHARE = "frostbench.dev/share";
    /// The name of the one container.
    static final String CONTAINER = "share";

    /// Pods of a share that may fail or be lost. Kubernetes waits longer before each.
    private static final int MORE_PODS = 6;
    /// Finished Jobs stay so long, for those who look at them.
    private static final int KEPT_SECONDS = 86_400;
    /// A node may be silent so long before its Pods are taken to be lost. Kubernetes waits 300 if nobody says so.
    private static final long SILENT_SECONDS = 30;
    private static final int LONGEST = 30;
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    /// A name for the Jobs of one round, unlike that of any other.
    static String name(String run) {
        String clean = run.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
        clean = clean.substring(0, Math.min(LONGEST, clean.length())).replaceAll("-$", "");
        var random = new SecureRandom();
        return "frostbench-" + (clean.isEmpty() ? "" : clean + "-") + IntStream.range(0, 5)
                .mapToObj(_ -> String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length()))))
                .collect(Collectors.joining());
    }

    List<Job> all() {
        return IntStream.rangeClosed(1, submission.shares()).mapToObj(this::job).toList();
    }

    /// For `kubectl apply`.
    String yaml() {
        return all().stream().map(job -> "---\n" + Serialization.asYaml(job).replaceFirst("^---\\s*\n", ""))
                .collect(Collectors.joining());
    }

    static String nameOf(String name, int share) {
        return name + "-" + share;
    }

    private Job job(int share) {
        Map<String, String> labels = new TreeMap<>(Map.of("app.kubernetes.io/name", "frostbench", JOB, name, SHARE,
                String.valueOf(share)));
        return new JobBuilder().withNewMetadata().withName(nameOf(name, share)).withNamespace(namespace)
                .withLabels(labels).endMetadata()
                .withNewSpec().withBackoffLimit(MORE_PODS).withTtlSecondsAfterFinished(KEPT_SECONDS)
                .withNewTemplate().withNewMetadata().withLabels(labels).endMetadata().withSpec(pod(share)).endTemplate()
                .endSpec().build();
    }

    private PodSpec pod(int share) {
        return new PodSpecBuilder().withRestartPolicy("Never").withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false).withServiceAccountName(pods.account().orElse(null))
                .withNodeSelector(new TreeMap<>(pods.nodeSelector())).withTolerations(tolerations())
                .withContainers(container(share)).withVolumes(volumes()).build();
    }

    private Container container(int share) {
        List<String> words = submission.command().stream().map(ShardJobs::literal).toList();
        List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
        arguments.addAll(List.of("--attempt", "$(POD_NAME)", share + "/" + submission.shares()));
        var container = new ContainerBuilder().withName(CONTAINER).withImage(pods.image())
                .withCommand(words.getFirst()).withArgs(arguments).withEnv(environment()).withVolumeMounts(mounts())
                .withNewResources().withRequests(quantities(requests())).withLimits(quantities(pods.limits()))
                .endResources();
        return pods.privileged()
                ? container.withNewSecurityContext().withPrivileged(true).endSecurityContext().build()
                : container.build();
    }

    private List<EnvVar> environment() {
        List<EnvVar> all = new ArrayList<>();
        all.add(new EnvVarBuilder().withName("POD_NAME").withNewValueFrom().withNewFieldRef()
                .withFieldPath("metadata.name").endFieldRef().endValueFrom().build());
        new TreeMap<>(submission.environment()).forEach((name, value) -> all
                .add(new EnvVarBuilder().withName(name).withValue(literal(value)).build()));
        return all;
    }

    /// Kubernetes puts variables in the place of `$(NAME)`, and one `$` in the place of two.
    private static String literal(String word) {
        return word.replace("$", "$$");
    }

    private Map<String, String> requests() {
        Map<String, String> requests = new TreeMap<>(pods.requests());
        if (!pods.limits().containsKey("cpu")) requests.putIfAbsent("cpu", String.valueOf(submission.workers()));
        return requests;
    }

    private static Map<String, Quantity> quantities(Map<String, String> texts) {
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        new TreeMap<>(texts).forEach((name, text) -> quantities.put(name, Quantity.parse(text)));
        return quantities;
    }

    private List<Toleration> tolerations() {
        List<Toleration> all = new ArrayList<>();
        for (String taint : List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"))
            all.add(new TolerationBuilder().withKey(taint).withOperator("Exists").withEffect("NoExecute")
                    .withTolerationSeconds(SILENT_SECONDS).build());
        for (PodRequest.Toleration taint : pods.tolerations())
            all.add(new TolerationBuilder().withKey(taint.key()).withEffect(taint.effect().orElse(null))
                    .withOperator(taint.value().isPresent() ? "Equal" : "Exists")
                    .withValue(taint.value().orElse(null)).build());
        return all;
    }

    /// One claim may be mounted at several folders.
    private List<Volume> volumes() {
        List<Volume> all = new ArrayList<>();
        for (String claim : pods.claims().stream().map(PodRequest.Claim::name).distinct().toList())
            all.add(new VolumeBuilder().withName(volume(claim)).withNewPersistentVolumeClaim(claim, false).build());
        nodeStore.ifPresent(folder -> all.add(new VolumeBuilder().withName("node-store").withNewHostPath()
                .withPath(folder.toString()).withType("DirectoryOrCreate").endHostPath().build()));
        return all;
    }

    private List<VolumeMount> mounts() {
        List<VolumeMount> all = new ArrayList<>();
        for (PodRequest.Claim claim : pods.claims())
            all.add(new VolumeMountBuilder().withName(volume(claim.name())).withMountPath(claim.folder().toString())
                    .build());
        nodeStore.ifPresent(folder -> all.add(new VolumeMountBuilder().withName("node-store")
                .withMountPath(folder.toString()).build()));
        return all;
    }

    private String volume(String claim) {
        return "claim-" + (pods.claims().stream().map(PodRequest.Claim::name).distinct().toList().indexOf(claim) + 1);
    }
}
