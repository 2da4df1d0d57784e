package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.Told;
import dev.frostbench.suites.grading.official.UnreadableLog;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// mocha's JSON, once for each printed command. Text that is no JSON ends the official parser.
record PrismLog() implements OfficialParser {

    private static final String COMMAND = "./node_modules/.bin/mocha tests/run.js --reporter json";
    /// As deep as Python's parser goes.
    private static final int DEEPEST = 990;
    private static final JsonMapper PYTHON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                    .maxNumberLength(4300).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    @Override
    public void read(String log, ParseContext context, Told told) {
        for (String run : PythonText.split(log, COMMAND).stream().skip(1).toList()) {
            JsonNode results = json("{" + PythonText.beforeLast(PythonText.after(run, "{"), "}") + "}");
            titles(results, "failures", Status.FAILED, told);
            titles(results, "passes", Status.PASSED, told);
        }
    }

    private static JsonNode json(String text) {
        try {
            return PYTHON.readTree(text);
        } catch (JacksonException broken) {
            throw new UnreadableLog("its JSON is broken"
                    + (broken.getLocation() == null ? "" : " at its line " + broken.getLocation().getLineNr()));
        }
    }

    private static void titles(JsonNode results, String list, Status status, Told told) {
        JsonNode tests = results.path(list);
        // Python goes over nothing in an empty text or object, too
        if (tests.isContainer() && tests.isEmpty() || tests.isString() && tests.stringValue().isEmpty()) return;
        if (!tests.isArray()) throw new UnreadableLog("its JSON has no list '" + list + "'");
        for (JsonNode test : tests) {
            JsonNode title = test.path("fullTitle");
            if (title.isMissingNode() || title.isContainer())
                throw new UnreadableLog("a test of its JSON has no 'fullTitle'");
            told.tell(title.isString() ? title.stringValue() : title.toString(), status);
        }
    }
}
