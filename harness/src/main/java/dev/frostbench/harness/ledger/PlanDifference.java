package dev.frostbench.harness.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Why two ledgers are not of one plan, in words.
///
/// @param what begins with a verb, and `%s` stands for the other ledger
/// @param cure what to do about it
record PlanDifference(String what, String cure) {

    private static final int SHOWN = 3;
    private static final int DIGITS = 19;

    private static final String ALIKE = "give shards of one run alone: equal inputs, options and run id";

    /// @return empty if both have the same plan
    static Optional<PlanDifference> of(RecordedRun first, RecordedRun other) throws IOException {
        if (!other.hasPlan() || !first.hasPlan())
            return other.hasPlan() ? of(other, first)
                    : Optional.of(new PlanDifference(
                            "has no plan yet: its process was stopped before its first task", "run its shard again"));
        if (first.planDigest().equals(other.planDigest())) return Optional.empty();
        String version = other.info().graderVersion();
        if (!version.equals(first.info().graderVersion()))
            return Optional.of(new PlanDifference(
                    "was graded by version " + version + ", that in %s by version " + first.info().graderVersion(),
                    "run its shard again with the version of the others"));
        if (!first.info().runId().equals(other.info().runId()))
            return Optional.of(new PlanDifference(
                    "is of run '" + other.info().runId() + "', that in %s of run '" + first.info().runId() + "'",
                    "run the shards of one run with the same --run-id"));
        List<String> places = new ArrayList<>();
        differences("", first.madeFrom(), other.madeFrom(), places);
        return Optional.of(places.isEmpty()
                ? new PlanDifference("is of another plan than that in %s: its tasks or predictions differ", ALIKE)
                : new PlanDifference("is of another plan than that in %s: " + String.join("; ",
                        places.subList(0, Math.min(SHOWN, places.size()))), ALIKE));
    }

    String wrong(Path first) {
        return what.replace("%s", first.toString());
    }

    private static void differences(String place, JsonNode first, JsonNode other, List<String> found) {
        if (first.equals(other)) return;
        if (first instanceof ObjectNode || other instanceof ObjectNode) {
            Set<String> names = new LinkedHashSet<>(first.propertyNames());
            names.addAll(other.propertyNames());
            for (String name : names) differences(place + "/" + name, first.path(name), other.path(name), found);
        } else if (first.isArray() && other.isArray() && first.size() == other.size())
            for (int at = 0; at < first.size(); at++)
                differences(place + "/" + at, first.get(at), other.get(at), found);
        else
            found.add(words(place.substring(1)) + " is " + value(other) + " here and " + value(first) + " there");
    }

    /// What a place of `run.json` is called.
    private static String words(String place) {
        String[] names = place.split("/");
        if (names[0].equals("fixtures")) return "fixture '" + place.substring("fixtures/".length()) + "'";
        if (place.endsWith("/sha256"))
            return "the sha256 of " + (names[0].equals("suite") ? "the suite file"
                    : "the file of " + (place.contains("/dataset/") ? "the data set" : "the predictions"));
        return "'" + place + "'";
    }

    private static String value(JsonNode value) {
        if (value instanceof MissingNode) return "not said";
        String text = value.isString() ? value.asString() : value.toString();
        return text.length() <= DIGITS ? text : text.substring(0, DIGITS) + "…";
    }
}
