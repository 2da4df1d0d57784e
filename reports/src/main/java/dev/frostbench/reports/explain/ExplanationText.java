package dev.frostbench.reports.explain;

import dev.frostbench.reports.explain.Explanation.Fact;
import dev.frostbench.reports.explain.Explanation.FailedTest;
import dev.frostbench.reports.explain.Explanation.Section;
import dev.frostbench.reports.explain.Explanation.Step;
import java.util.List;
import java.util.Locale;

/// An explanation as plain text for a terminal.
public final class ExplanationText {

    private static final String INDENT = "    ";

    private ExplanationText() {}

    /// @param heading what is explained
    public static String render(String heading, Explanation explanation) {
        var text = new StringBuilder(heading).append('\n').append(facts(explanation.facts()));
        for (FailedTest test : explanation.failed()) {
            text.append('\n').append(test.status()).append(' ').append(test.name()).append("  (").append(test.group())
                    .append(")\n");
            if (test.log().isEmpty()) text.append(INDENT).append("the log does not name it\n");
            else
                excerpt(text, test.log());
        }
        if (explanation.others() > 0)
            text.append('\n').append(explanation.others()).append(" more tests failed; --all shows them\n");
        for (Section section : explanation.sections()) {
            text.append('\n').append(section.title()).append('\n');
            excerpt(text, section.text());
        }
        for (Step step : explanation.steps()) step(text, step);
        return text.toString();
    }

    public static String facts(List<Fact> facts) {
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        var text = new StringBuilder();
        for (Fact fact : facts)
            text.append(String.format(Locale.ROOT, "  %-" + Math.max(1, width) + "s  %s%n", fact.name(),
                    fact.value().replace("\n", "\n" + " ".repeat(width + 4))));
        return text.toString();
    }

    private static void step(StringBuilder text, Step step) {
        text.append('\n').append(step.title()).append('\n');
        if (!step.ran().isBlank()) step.ran().lines().forEach(line -> text.append("  $ ").append(line).append('\n'));
        excerpt(text, step.output());
    }

    private static void excerpt(StringBuilder text, Excerpt excerpt) {
        indented(text, excerpt.head());
        if (excerpt.cut() > 0)
            text.append(INDENT).append("… cut here: ").append(excerpt.cut()).append(" bytes are not shown\n");
        indented(text, excerpt.tail());
    }

    private static void indented(StringBuilder text, String block) {
        block.stripTrailing().lines()
                .forEach(line -> text.append(line.isEmpty() ? "" : INDENT).append(line).append('\n'));
    }
}
