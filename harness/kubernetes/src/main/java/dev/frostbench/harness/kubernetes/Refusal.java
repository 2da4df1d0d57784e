package dev.frostbench.harness.kubernetes;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.reports.text.TerminalText;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;

/// What the API server refused, or that it did not answer, as people read it with its cure.
///
/// @param verb of the call, as rules for roles name it
/// @param resource of the call, as rules for roles name it
record Refusal(String verb, String resource, String namespace, String server) {

    private static final int UNKNOWN_USER = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_THERE = 404;
    private static final int REFUSED = 400;
    private static final int INVALID = 422;

    private static final String ROLE = "who rules the cluster can allow it by the role in docs/clusters.md: create, list"
            + " and delete jobs.batch, list pods, get pods/log, list events";

    /// Throws `BadInput` for what the user's options ask for.
    ///
    /// @return what everybody else is told
    IOException told(KubernetesClientException failure) {
        String text = text(failure);
        if (isUnanswered(failure))
            return new IOException("the API server at " + server + " cannot be reached (" + text
                    + "); see: kubectl cluster-info", failure);
        return switch (failure.getCode()) {
            case FORBIDDEN -> forbidden(text, failure);
            case UNKNOWN_USER -> new IOException("the API server at " + server + " does not know who you are (" + text
                    + "); log in to the cluster again, or see: kubectl auth whoami", failure);
            case NOT_THERE -> {
                if (text.contains("namespaces"))
                    throw bad("--namespace '" + namespace + "'", "is not in the cluster",
                            "name another one, or make it: kubectl create namespace " + namespace);
                yield new IOException(what() + " failed: " + text, failure);
            }
            case REFUSED, INVALID -> throw bad("--on kubernetes", "is refused by the API server (" + text + ")",
                    "mend the option that it names");
            default -> new IOException(what() + " failed: " + text, failure);
        };
    }

    private IOException forbidden(String text, KubernetesClientException failure) {
        if (text.contains("quota"))
            return new IOException("the namespace " + namespace + " has no room for the Jobs (" + text
                    + "); take fewer --shards, or see: kubectl describe quota --namespace=" + namespace, failure);
        return new IOException("you may not " + verb + " " + resource + " in the namespace " + namespace + " (" + text
                + "); " + ROLE, failure);
    }

    private String what() {
        return "to " + verb + " " + resource + " in the namespace " + namespace;
    }

    private static BadInput bad(String subject, String wrong, String cure) {
        return new BadInput(Problem.of("run", subject, wrong, cure));
    }

    /// What a failure says, in one line: the server's own words if it answered, else those of the innermost cause that has some.
    static String text(RuntimeException failure) {
        if (failure instanceof KubernetesClientException answer) {
            Status status = answer.getStatus();
            if (status != null && status.getMessage() != null && !status.getMessage().isBlank())
                return TerminalText.line(status.getMessage());
        }
        String said = "";
        String kind = "";
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof KubernetesClientException) continue;
            if (at.getMessage() != null && !at.getMessage().isBlank()) said = at.getMessage();
            if (kind.isEmpty()) kind = at.getClass().getSimpleName();
        }
        return TerminalText
                .line(!said.isEmpty() ? said : !kind.isEmpty() ? kind : String.valueOf(failure.getMessage()));
    }

    /// Whether no answer came at all.
    private static boolean isUnanswered(KubernetesClientException failure) {
        if (failure.getStatus() != null) return false;
        for (Throwable at = failure; at != null; at = at.getCause()) if (at instanceof IOException) return true;
        return failure.getCode() <= 0;
    }
}
