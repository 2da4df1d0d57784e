package dev.frostbench.reports.submission;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.reports.official.FolderName;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Sitting;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.suites.procedure.Controls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// `.eval_results/<run>.yaml` for a model's repository on Hugging Face, which shows its score on the model's page and
/// on the benchmark's leaderboard (https://huggingface.co/docs/hub/eval-results).
///
/// @param metadata a file with the [Entry]
public record HuggingFaceResults(RunRecord run, Path metadata) implements Submission {

    private static final String PERCENT = "percent";
    private static final String FRACTION = "fraction";

    /// What the run does not know.
    ///
    /// @param value `percent` or `fraction`, whichever the leaderboard of the data set has
    /// @param part the part of the suite, if it has several
    record Entry(Dataset dataset, String value, Optional<String> part, Optional<Source> source,
            Optional<String> notes) {}

    /// @param id of the data set on the hub
    /// @param task_id as the data set's `eval.yaml` names it
    /// @param revision commit of the data set
    record Dataset(String id, String task_id, Optional<String> revision) {}

    /// @param url where the evaluation can be looked at
    record Source(String url, Optional<String> name, Optional<String> user, Optional<String> org) {}

    @Override
    public List<Problem> violations(Path out) throws IOException {
        var rules = new Rules();
        YamlDocument document = YamlDocument.read(metadata);
        Entry entry = document.as(Entry.class);
        if (!entry.dataset().id().matches("[\\w.-]+/[\\w.-]+"))
            broken(rules, document, "/dataset/id", "is no data set of the hub", "write OWNER/NAME");
        if (!entry.value().equals(PERCENT) && !entry.value().equals(FRACTION))
            broken(rules, document, "/value", "is neither percent nor fraction", "look at the leaderboard's own");
        if (entry.source().isPresent() && !entry.source().get().url().startsWith("https://"))
            broken(rules, document, "/source/url", "is no link", "write an address with https://");
        Tally.Count count = count(entry);
        if (count.verdicts().get("error") > 0)
            rules.broken("finished", "run.json", count.verdicts().get("error") + " samples have no verdict",
                    "go on with run --resume");
        if (count.tasks() < run.info().whole() && run.info().parts().size() == 1)
            rules.broken("whole-split", "run.json", "the run is of " + count.tasks() + " tasks of "
                    + run.info().whole(), "run it without --instance and --limit");
        if (count.kind().equals("swe-bench")
                && run.circumstances().madeFrom().path("control").asInt(0) < Controls.STANDARD)
            rules.broken("controls", "run.json", "the run looked for forged results with no control",
                    "run it again without --control none");
        return rules.violations();
    }

    private static void broken(Rules rules, YamlDocument document, String pointer, String wrong, String cure) {
        var at = document.problem(pointer, wrong, cure);
        rules.broken("metadata", at.file(), at.line(), pointer.substring(1).replace('/', '.') + " " + wrong, cure);
    }

    @Override
    public void write(Path folder) throws IOException {
        Entry entry = YamlDocument.read(metadata).as(Entry.class);
        double rate = count(entry).rate() * (entry.value().equals(PERCENT) ? 100 : 1);
        var yaml = new StringBuilder("- dataset:\n");
        line(yaml, 4, "id", entry.dataset().id());
        line(yaml, 4, "task_id", entry.dataset().task_id());
        entry.dataset().revision().ifPresent(revision -> line(yaml, 4, "revision", revision));
        yaml.append("  value: ").append(String.format(Locale.ROOT, "%.4f", rate)).append('\n');
        ended().ifPresent(ended -> line(yaml, 2, "date", ended.toString()));
        if (entry.source().isPresent()) {
            Source source = entry.source().get();
            yaml.append("  source:\n");
            line(yaml, 4, "url", source.url());
            source.name().ifPresent(name -> line(yaml, 4, "name", name));
            source.user().ifPresent(user -> line(yaml, 4, "user", user));
            source.org().ifPresent(org -> line(yaml, 4, "org", org));
        }
        line(yaml, 2, "notes", (entry.notes().map(notes -> notes + "; ").orElse("")) + "strict, by Frostbench, grader"
                + " version " + run.info().graderVersion() + ", run " + run.info().runId());
        Path results = Files.createDirectories(folder.resolve(".eval_results"));
        Files.writeString(results.resolve(FolderName.of(run.info().runId()) + ".yaml"), yaml);
    }

    private Optional<Instant> ended() {
        List<Sitting> sittings = run.circumstances().sittings();
        return sittings.isEmpty() ? Optional.empty() : sittings.getLast().ended();
    }

    /// A text in JSON's form, which is YAML's too.
    private static void line(StringBuilder yaml, int indent, String key, String value) {
        yaml.append(" ".repeat(indent)).append(key).append(": ")
                .append(JsonMapper.shared().writeValueAsString(value)).append('\n');
    }

    private Tally.Count count(Entry entry) {
        List<Tally.Count> counts = Tally.of(run).parts().stream()
                .filter(count -> entry.part().map(count.name()::equals).orElse(true)).toList();
        if (counts.size() == 1) return counts.getFirst();
        throw new BadInput(Problem.of(metadata.toString(), "the run", "has " + counts.size()
                + " scores of parts and models, and an entry has one",
                "name the part with part:, and run each model alone"));
    }
}
