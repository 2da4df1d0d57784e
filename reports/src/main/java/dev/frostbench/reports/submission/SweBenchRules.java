package dev.frostbench.reports.submission;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Controls;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the leaderboard of SWE-bench and its hosted tool ask of a run and its predictions.
record SweBenchRules(RunRecord run, Answered answered, Rules rules) {

    private static final Pattern FOLDER = Pattern.compile("(\\d{8})_[A-Za-z0-9][A-Za-z0-9._+-]*");
    private static final String SHEET = "run.json";

    void check(Path out, Optional<Split> split) {
        folder(out);
        int depth = run.circumstances().madeFrom().path("control").asInt(0);
        if (depth < Controls.STANDARD)
            rules.broken("controls", SHEET, "the run looked for forged results with " + (depth == 0 ? "no" : depth + "")
                    + " control, and a submission has " + Controls.STANDARD + " or more",
                    "run it again without --control none");
        if (run.info().selected() < run.info().whole())
            rules.broken("whole-split", SHEET, "the run is of " + run.info().selected() + " tasks, and the suite has "
                    + run.info().whole(), "run it without --instance and --limit");
        if (split.isPresent() && split.get().tasks() != run.info().whole())
            rules.broken("whole-split", SHEET, "the data set has " + run.info().whole() + " tasks, and '"
                    + split.get().name() + "' has " + split.get().tasks(), "run the whole data set of that split");
        models();
        predictions();
        answered.results().forEach(this::verdict);
    }

    /// The board takes the date from the folder's name.
    private void folder(Path out) {
        String name = out.toAbsolutePath().normalize().getFileName().toString();
        Matcher matcher = FOLDER.matcher(name);
        if (!matcher.matches() || !isDate(matcher.group(1)))
            rules.broken("folder-name", out.toString(), "is not called by a date and a name",
                    "name it YYYYMMDD_model, e.g. 20261130_my-model");
    }

    private static boolean isDate(String digits) {
        try {
            LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private void models() {
        if (answered.models().isEmpty())
            rules.broken("one-model", answered.predictions(), "holds no prediction", "give the predictions of a model");
        Optional<String> first = answered.models().stream().findFirst();
        answered.given().filter(result -> !Optional.of(result.model()).equals(first)).findFirst()
                .ifPresent(result -> rules.broken("one-model", answered.predictions(), answered.line(result),
                        "is of '" + result.model() + "', and others are of '" + first.orElse("") + "'",
                        "submit each model's predictions alone"));
        if (first.isPresent() && first.get().isBlank())
            rules.broken("one-model", answered.predictions(), "names no model", "add model_name_or_path to each row");
    }

    private void predictions() {
        Map<String, Result> ids = new HashMap<>();
        Map<String, String> folded = new HashMap<>();
        for (Result result : answered.given().toList()) {
            String id = result.task().id();
            if (ids.put(id + "\n" + result.model(), result) != null)
                rules.broken("one-prediction", answered.predictions(), answered.line(result),
                        "is a second prediction for '" + id + "'", "leave one: a submission is pass@1");
            String other = folded.putIfAbsent(id.toLowerCase(Locale.ROOT), id);
            if (other != null && !other.equals(id))
                rules.broken("name-case", answered.predictions(), answered.line(result), "'" + id + "' and '" + other
                        + "' differ in case alone, so their folders clash", "leave one");
            if (!id.matches("[A-Za-z0-9_.-]+"))
                rules.broken("name", answered.predictions(), answered.line(result), "'" + id + "' cannot be a file's"
                        + " name everywhere", "use the ids of the data set");
        }
    }

    private void verdict(Result result) {
        String why = result.grade().why();
        if (result.grade().verdict() instanceof Verdict.Error)
            rules.broken("finished", SHEET, "'" + result.task().id() + "' has no verdict: " + why,
                    "go on with run --resume");
        if (result.grade().verdict() instanceof Verdict.Tampered)
            rules.broken("forged", answered.predictions(), answered.line(result), "'" + result.task().id()
                    + "' forges its result: " + why, "leave out what cheats");
    }
}
