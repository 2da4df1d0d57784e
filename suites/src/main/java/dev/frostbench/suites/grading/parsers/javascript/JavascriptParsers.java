package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.LinePattern;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.UnreadableLog;
import java.util.Map;
import java.util.TreeMap;

/// The parsers of this package by their names.
public final class JavascriptParsers {

    private static final OfficialParser JEST_JSON = LinePattern.of("^\\[(PASSED|FAILED)\\]\\s(.+)$",
            Map.of("PASSED", Status.PASSED, "FAILED", Status.FAILED));

    private JavascriptParsers() {}

    public static Map<String, OfficialParser> byName(SwebenchVersion version) {
        Map<String, OfficialParser> parsers = new TreeMap<>(inBoth());
        parsers.put("jest", new JestLog(version));
        parsers.put("immutable_js",
                (log, context, told) -> ofImmutable(context.task(), version).read(log, context, told));
        if (version == SwebenchVersion.V5_0_2) parsers.putAll(onlyIn502());
        return parsers;
    }

    private static Map<String, OfficialParser> inBoth() {
        return Map.of("calypso", new CalypsoLog(), "chart_js", FailurePatterns.CHART_JS, "marked",
                FailurePatterns.MARKED, "p5js", new P5Log(), "react_pdf", new PassFailLines(),
                "jest_json", JEST_JSON, "karma", new KarmaLog(),
                "vitest", LinePattern.of("^\\s*(✓|×|↓)\\s(.+?)(?:\\s(\\d+\\s*m?s?|\\[skipped\\]))?$",
                        Map.of("✓", Status.PASSED, "×", Status.FAILED, "↓", Status.SKIPPED)),
                "tap", LinePattern.nameThird("^(ok|not ok) (\\d+) (.+)$",
                        Map.of("ok", Status.PASSED, "not ok", Status.FAILED)));
    }

    private static Map<String, OfficialParser> onlyIn502() {
        return Map.ofEntries(
                Map.entry("bpmn_js", FailurePatterns.BPMN_JS),
                Map.entry("carbon", new PassFailLines()),
                Map.entry("eslint", new EslintLog()),
                Map.entry("grommet", new GrommetLog()),
                Map.entry("highlightjs", new HighlightLog()),
                Map.entry("lighthouse", new LighthouseLog()),
                Map.entry("next", new NextLog()),
                Map.entry("openlayers", new OpenlayersLog()),
                Map.entry("prismjs", new PrismLog()),
                Map.entry("quarto_cli", new QuartoLog()));
    }

    /// The instances of immutable.js have different runners, which the number of the pull request tells.
    private static OfficialParser ofImmutable(String instance, SwebenchVersion version) {
        return switch (instance.substring(instance.lastIndexOf('-') + 1)) {
            case "2006" -> new JestLog(version);
            case "2005" -> JEST_JSON;
            default ->
                throw new UnreadableLog("the official parser knows no instance " + instance + " of immutable.js");
        };
    }
}
