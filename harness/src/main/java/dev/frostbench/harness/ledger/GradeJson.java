package dev.frostbench.harness.ledger;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON form of a grade. Verdicts are written as their words.
final class GradeJson {

    private static final Map<String, Verdict> VERDICTS = Stream.<Verdict>of(
            new Verdict.Resolved(), new Verdict.Unresolved(), new Verdict.TimedOut(),
            new Verdict.PatchRejected(), new Verdict.Empty(), new Verdict.Tampered(), new Verdict.Unproved(),
            new Verdict.Error(), new Verdict.Missing())
            .collect(Collectors.toUnmodifiableMap(Verdict::word, Function.identity()));

    private GradeJson() {}

    static ObjectNode tree(Grade grade) {
        ArrayNode tests = JsonNodeFactory.instance.arrayNode();
        for (TestResult test : grade.tests())
            tests.addObject()
                    .put("name", test.name())
                    .put("group", test.group())
                    .put("status", test.status().name());
        ObjectNode tree = JsonNodeFactory.instance.objectNode()
                .put("verdict", grade.verdict().word())
                .put("compat", grade.compat().word())
                .put("strict", grade.strict().word())
                .put("why", grade.why())
                .set("tests", tests);
        if (!grade.measures().isEmpty()) grade.measures().forEach(tree.putObject("measures")::put);
        return tree;
    }

    static Grade grade(JsonNode tree) {
        List<TestResult> tests = new ArrayList<>();
        for (JsonNode test : tree.required("tests"))
            tests.add(new TestResult(test.required("name").asString(),
                    test.required("group").asString(),
                    Grade.Status.valueOf(test.required("status").asString())));
        SortedMap<String, Double> measures = new TreeMap<>();
        tree.path("measures").properties().forEach(each -> measures.put(each.getKey(), each.getValue().asDouble()));
        return new Grade(verdict(tree, "verdict"), verdict(tree, "compat"), verdict(tree, "strict"),
                tree.required("why").asString(), tests, measures);
    }

    static Verdict verdict(JsonNode tree, String field) {
        String word = tree.required(field).asString();
        Verdict verdict = VERDICTS.get(word);
        if (verdict == null)
            throw new IllegalArgumentException("a verdict is one of " + VERDICTS.keySet() + ", got " + word);
        return verdict;
    }
}
