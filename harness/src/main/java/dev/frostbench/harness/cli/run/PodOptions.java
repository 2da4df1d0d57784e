package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.cluster.PodRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// What belongs to `--on kubernetes`.
final class PodOptions {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern CLAIM = Pattern.compile("(" + NAME.pattern() + "):(/.+)");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_./]*)=([-A-Za-z0-9_.]*)");
    private static final Pattern TOLERATION = Pattern.compile(
            "([A-Za-z0-9][-A-Za-z0-9_./]*)(?:=([-A-Za-z0-9_.]*))?(?::(NoSchedule|NoExecute|PreferNoSchedule))?");
    private static final Pattern QUANTITY = Pattern.compile("([a-z0-9][-a-z0-9./]*)=([0-9.]+(?:[EPTGMk]i?|Ki|m)?)");

    @Option(names = "--image", paramLabel = "IMAGE", description = "With --on kubernetes: what its Pods run.")
    private String image;

    @Option(names = "--claim", paramLabel = "CLAIM:DIR", description = "With --on kubernetes: a PersistentVolumeClaim,"
            + " and the folder where this machine and all Pods see it; may be given again.")
    private List<String> claims = new ArrayList<>();

    @Option(names = "--namespace", paramLabel = "NAME",
            description = "With --on kubernetes: by default that of the context.")
    private String namespace;

    @Option(names = "--kube-context", paramLabel = "NAME",
            description = "With --on kubernetes: of the kubeconfig; by default its current one.")
    private String context;

    @Option(names = "--service-account", paramLabel = "NAME", description = "With --on kubernetes: that of the Pods.")
    private String account;

    @Option(names = "--node-selector", paramLabel = "KEY=VALUE", description = "With --on kubernetes: a label that a"
            + " node must have; may be given again.")
    private List<String> selectors = new ArrayList<>();

    @Option(names = "--toleration", paramLabel = "KEY[=VALUE][:EFFECT]", description = "With --on kubernetes: a taint"
            + " that a node may have; may be given again.")
    private List<String> tolerations = new ArrayList<>();

    @Option(names = "--pod-requests", paramLabel = "NAME=N,…", description = "With --on kubernetes: what a Pod needs,"
            + " e.g. cpu=2,memory=4Gi; by default a cpu for each of the --workers.")
    private String requests;

    @Option(names = "--pod-limits", paramLabel = "NAME=N,…",
            description = "With --on kubernetes: what a Pod may use, e.g. memory=8Gi.")
    private String limits;

    @Option(names = "--unprivileged", description = "With --on kubernetes: ask for no privileged Pods. Sandboxes need"
            + " user namespaces and mounts, which the cluster must then allow otherwise.")
    private boolean unprivileged;

    @Option(names = "--manifest", paramLabel = "FILE", description = "With --on kubernetes: only prepare the run, and"
            + " write its Jobs to this file for kubectl apply.")
    private Path manifest;

    /// One of these options that is given.
    Optional<String> given() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        all.put("--image", image != null);
        all.put("--claim", !claims.isEmpty());
        all.put("--namespace", namespace != null);
        all.put("--kube-context", context != null);
        all.put("--service-account", account != null);
        all.put("--node-selector", !selectors.isEmpty());
        all.put("--toleration", !tolerations.isEmpty());
        all.put("--pod-requests", requests != null);
        all.put("--pod-limits", limits != null);
        all.put("--unprivileged", unprivileged);
        all.put("--manifest", manifest != null);
        return all.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).findFirst();
    }

    /// Throws `BadInput` if an option cannot be read.
    PodRequest request() {
        if (image == null || !image.matches("\\S+"))
            throw ClusterOptions.bad("--on kubernetes", "needs an image that its Pods run", "add --image IMAGE; see"
                    + " docs/clusters.md for what it must hold");
        if (claims.isEmpty())
            throw ClusterOptions.bad("--on kubernetes", "needs a folder that all Pods see",
                    "add --claim CLAIM:DIR, the PersistentVolumeClaim and the folder where it is mounted here too");
        named("--namespace", namespace);
        named("--service-account", account);
        return new PodRequest(Optional.ofNullable(context), Optional.ofNullable(namespace), image,
                claims.stream().map(PodOptions::claim).toList(), Optional.ofNullable(account), selector(),
                tolerations.stream().map(PodOptions::toleration).toList(), quantities("--pod-requests", requests),
                quantities("--pod-limits", limits), !unprivileged, Optional.ofNullable(manifest));
    }

    private static void named(String option, String name) {
        if (name != null && !NAME.matcher(name).matches())
            throw ClusterOptions.bad(option + " '" + name + "'", "is no name of Kubernetes",
                    "use lower-case letters, digits, '-' and '.'");
    }

    private static PodRequest.Claim claim(String text) {
        Matcher claim = matched(CLAIM, "--claim", text, "write the claim's name and an absolute folder:"
                + " --claim shared:/shared");
        return new PodRequest.Claim(claim.group(1), Path.of(claim.group(3)).normalize());
    }

    private Map<String, String> selector() {
        Map<String, String> labels = new TreeMap<>();
        for (String text : selectors) {
            Matcher label = matched(LABEL, "--node-selector", text, "write a label: --node-selector disk=ssd");
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }

    private static PodRequest.Toleration toleration(String text) {
        Matcher taint = matched(TOLERATION, "--toleration", text,
                "write a taint as kubectl taint does: --toleration dedicated=bench:NoSchedule");
        return new PodRequest.Toleration(taint.group(1), Optional.ofNullable(taint.group(2)),
                Optional.ofNullable(taint.group(3)));
    }

    private static Map<String, String> quantities(String option, String text) {
        Map<String, String> quantities = new TreeMap<>();
        if (text == null) return quantities;
        for (String word : text.split(",", -1)) {
            Matcher quantity = matched(QUANTITY, option, word, "write resources and how much: cpu=2,memory=4Gi");
            quantities.put(quantity.group(1), quantity.group(2));
        }
        return quantities;
    }

    private static Matcher matched(Pattern pattern, String option, String text, String cure) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) throw ClusterOptions.bad(option + " '" + text + "'", "cannot be read", cure);
        return matcher;
    }
}
