package dev.frostbench.harness.cli.runs;

import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.run.RunFolders;
import dev.frostbench.harness.run.RunSheet;
import dev.frostbench.reports.comparison.Contestant;
import dev.frostbench.reports.comparison.Points;
import dev.frostbench.reports.comparison.Rate;
import dev.frostbench.reports.comparison.ScoredRun;
import dev.frostbench.reports.tally.SummaryText;
import dev.frostbench.reports.text.TerminalText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Runs as a terminal shows them, and as JSON.
final class RunSheetText {

    private static final String NONE = "-";

    private RunSheetText() {}

    /// A table with a row for each run.
    static String table(List<RunSheet> sheets) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("RUN", "STATE", "BEGAN (UTC)", "SUITE", "MODEL", "RESOLVED", "SIZE"));
        sheets.forEach(sheet -> rows.add(row(sheet)));
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
                line.append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", row.get(column)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> row(RunSheet sheet) {
        Optional<ScoredRun> run = sheet.scored();
        List<Contestant> models = run.map(ScoredRun::contestants).orElse(List.of());
        boolean one = models.size() == 1;
        return List.of(TerminalText.line(name(sheet)), sheet.state().word(), time(run.flatMap(ScoredRun::began)),
                run.map(each -> TerminalText.line(each.info().suite())).orElse(NONE),
                models.isEmpty() ? NONE
                        : one ? named(models.getFirst().model()) : Plural.of(models.size(), "model"),
                one ? score(models.getFirst().selected()) : NONE, ByteSize.text(sheet.bytes()));
    }

    /// What other commands call the run: its id if it lies where they look for ids, else its folder.
    private static String name(RunSheet sheet) {
        Path above = sheet.folder().getParent();
        return RunFolders.STANDARD.equals(above) ? sheet.folder().getFileName().toString() : sheet.folder().toString();
    }

    /// One run alone.
    static String text(RunSheet sheet) {
        var text = new StringBuilder();
        line(text, "folder", sheet.folder().toString());
        line(text, "state", sheet.state().word() + (sheet.why().isEmpty() ? "" : ": " + sheet.why()));
        sheet.scored().ifPresent(run -> {
            line(text, "run", run.info().runId());
            line(text, "suite", run.info().suite() + ", grader version " + run.info().graderVersion());
            line(text, "began", time(run.began()));
            line(text, "ended", time(run.ended()));
            if (run.untried() > 0) line(text, "not tried", Plural.of(run.untried(), "sample"));
            for (Contestant each : run.contestants())
                line(text, SummaryText.modelName(each.model()), score(each.selected()));
        });
        line(text, "size", ByteSize.text(sheet.bytes()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-10s  %s%n", TerminalText.line(name), TerminalText.line(value)));
    }

    private static String named(String model) {
        return model.isEmpty() ? NONE : TerminalText.line(model);
    }

    private static String score(Rate rate) {
        return Points.passed(rate) + "/" + rate.tasks() + " (" + Points.percent(rate.value()) + ")";
    }

    private static String time(Optional<Instant> at) {
        return at.map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(NONE);
    }

    /// Sizes in bytes, times in UTC as ISO 8601; what is not known is left out.
    static ObjectNode json(RunSheet sheet) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("run", name(sheet))
                .put("folder", sheet.folder().toAbsolutePath().normalize().toString())
                .put("state", sheet.state().word());
        if (!sheet.why().isEmpty()) json.put("why", sheet.why());
        json.put("bytes", sheet.bytes());
        sheet.scored().ifPresent(run -> {
            json.put("run_id", run.info().runId()).put("suite", run.info().suite())
                    .put("grader_version", run.info().graderVersion());
            run.began().ifPresent(at -> json.put("began", at.toString()));
            run.ended().ifPresent(at -> json.put("ended", at.toString()));
            json.put("untried", run.untried());
            var models = json.putArray("models");
            for (Contestant each : run.contestants())
                models.addObject().put("model", each.model()).put("tasks", each.selected().tasks())
                        .put("resolved", each.selected().passed()).put("rate", each.selected().value());
        });
        return json;
    }
}
