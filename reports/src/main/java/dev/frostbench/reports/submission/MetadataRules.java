package dev.frostbench.reports.submission;

import dev.frostbench.documents.YamlDocument;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The form of `metadata.yaml` that the generator of SWE-bench's leaderboard reads. It leaves a submission of another
/// form out without a word.
record MetadataRules(YamlDocument document, Rules rules) {

    private static final String RULE = "metadata";

    void check() {
        JsonNode tree = document.tree();
        for (String old : List.of("name", "oss", "site", "verified"))
            if (tree.has(old))
                broken("/" + old, "is of the form before 2025, which the leaderboard leaves out",
                        "write info: and tags:");
        text(tree, "/info/name", "the name of the entry");
        link(tree, "/info/site", "a page about the system");
        link(tree, "/info/report", "a technical report, or a blog post");
        if (!tree.at("/info/warning").isMissingNode())
            broken("/info/warning", "hides the entry", "leave it out");
        if (!tree.at("/tags/checked").isBoolean() || tree.at("/tags/checked").asBoolean())
            broken("/tags/checked", "is not false; only the leaderboard's team sets it, and any text counts as yes",
                    "write checked: false, and nothing after it");
        models(tree.at("/tags/model"));
        text(tree, "/tags/org", "the organisation");
        for (String open : List.of("/tags/os_model", "/tags/os_system"))
            if (!tree.at(open).isBoolean()) broken(open, "is not true or false", "write true or false");
        String attempts = tree.at("/tags/system/attempts").asString("");
        if (!attempts.equals("1") && !attempts.equals("2+"))
            broken("/tags/system/attempts", "is neither \"1\" nor \"2+\"",
                    "write \"1\", or \"2+\" if the system itself chose among several attempts");
    }

    private void models(JsonNode models) {
        boolean named = models.isArray() && !models.isEmpty()
                && models.valueStream().allMatch(each -> each.isString() && !each.asString().isBlank());
        if (!named) broken("/tags/model", "names no model", "list the models by their full names");
    }

    private void text(JsonNode tree, String pointer, String what) {
        JsonNode value = tree.at(pointer);
        if (!value.isString() || value.asString().isBlank()) broken(pointer, "is not " + what, "write " + what);
    }

    private void link(JsonNode tree, String pointer, String what) {
        if (!tree.at(pointer).asString("").matches("https?://[^\\s/]+\\.[^\\s]+"))
            broken(pointer, "is no link to " + what, "write its address, with https://");
    }

    private void broken(String pointer, String wrong, String cure) {
        var at = document.problem(pointer, wrong, cure);
        rules.broken(RULE, at.file(), at.line(), pointer.substring(1).replace('/', '.') + " " + wrong, cure);
    }
}
