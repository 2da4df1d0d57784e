package dev.frostbench.harness.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Pod on a [HostNode]: one process of this host.
final class HostPod {

    /// `$$` is one `$`.
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\(([A-Za-z_][A-Za-z0-9_]*)\\)");
    /// As a kubelet says it of a program that is not there.
    private static final int CANNOT_START = 128;

    private final KubernetesClient client;
    private final Pod pod;
    private final Path folder;
    private Process process;
    private Instant told;
    private boolean reported;

    HostPod(KubernetesClient client, Pod pod, Path folder) {
        this.client = client;
        this.pod = pod;
        this.folder = folder;
    }

    String name() {
        return pod.getMetadata().getName();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    void begin() {
        Container container = container();
        if (container.getImage().startsWith("missing/")) {
            say("Pending", new ContainerStateBuilder().withNewWaiting("Back-off pulling image \""
                    + container.getImage() + "\"", "ImagePullBackOff").build());
            return;
        }
        Map<String, String> environment = environment(container);
        List<String> argv = new ArrayList<>(container.getCommand());
        argv.addAll(container.getArgs());
        argv.replaceAll(word -> expanded(word, environment));
        var builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(name() + ".log").toFile());
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "HOME", folder.toString()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException absent) {
            reported = true;
            say("Failed", ended(CANNOT_START, "StartError", absent.getMessage()));
            return;
        }
        say("Running", new ContainerStateBuilder().withNewRunning(now()).build());
    }

    private Container container() {
        return pod.getSpec().getContainers().getFirst();
    }

    private Map<String, String> environment(Container container) {
        Map<String, String> environment = new HashMap<>();
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() == null)
                environment.put(variable.getName(), expanded(variable.getValue(), environment));
            else if ("metadata.name".equals(variable.getValueFrom().getFieldRef().getFieldPath()))
                environment.put(variable.getName(), name());
        }
        return environment;
    }

    private static String expanded(String word, Map<String, String> environment) {
        return VARIABLE.matcher(word).replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? "$"
                : environment.getOrDefault(found.group(1), found.group())));
    }

    /// Looks after the process, and ends it if the Pod is to end.
    void attend(Pod now) {
        if (process != null && !process.isAlive() && !reported) {
            reported = true;
            int code = process.exitValue();
            say(code == 0 ? "Succeeded" : "Failed", ended(code, code == 0 ? "Completed" : "Error", null));
        }
        if (now.getMetadata().getDeletionTimestamp() == null) return;
        if (isAlive()) {
            if (told == null) {
                told = Instant.now();
                process.destroy();
            } else if (told.plusSeconds(now.getSpec().getTerminationGracePeriodSeconds()).isBefore(Instant.now()))
                kill();
        } else
            client.pods().resource(now).withGracePeriod(0).delete();
    }

    void end() {
        if (isAlive()) process.destroy();
    }

    void kill() {
        if (process == null) return;
        List<ProcessHandle> below = new ArrayList<>(process.descendants().toList());
        for (ProcessHandle each : below.reversed()) each.destroyForcibly();
        process.destroyForcibly();
    }

    private static ContainerState ended(int code, String reason, String message) {
        return new ContainerStateBuilder().withNewTerminated().withExitCode(code).withReason(reason)
                .withMessage(message).withFinishedAt(now()).withStartedAt(now()).endTerminated().build();
    }

    private static String now() {
        return Instant.now().toString().replaceAll("\\.\\d+Z", "Z");
    }

    private void say(String phase, ContainerState state) {
        Container container = container();
        Edit.make(() -> client.pods().inNamespace(pod.getMetadata().getNamespace()).withName(name())
                .editStatus(there -> new PodBuilder(there).editStatus().withPhase(phase).withStartTime(now())
                        .withContainerStatuses().addNewContainerStatus().withName(container.getName())
                        .withImage(container.getImage()).withImageID(container.getImage()).withRestartCount(0)
                        .withReady(phase.equals("Running")).withState(state).endContainerStatus().endStatus().build()));
    }
}
