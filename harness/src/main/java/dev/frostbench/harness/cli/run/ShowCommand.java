package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.explain.Explanation;
import dev.frostbench.reports.explain.ExplanationText;
import dev.frostbench.reports.explain.Explanations;
import dev.frostbench.reports.explain.FailureList;
import dev.frostbench.reports.explain.ResultJson;
import dev.frostbench.reports.explain.RunFacts;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `show`: why a task failed, or what failed in a run. Reads only the ledger, even of a run that goes on.
@Command(name = "show", description = "Say why a task failed; without TASK, what failed in a run, by cause.",
        sortOptions = false)
public final class ShowCommand implements Callable<Integer> {

    /// So many words are suggested for an unknown one.
    private static final int NEAR = 3;
    /// Bytes shown of each end of a text, and the number of failing tests.
    private static final Explanations SHORT = new Explanations(4 << 10, 10);
    private static final Explanations WHOLE = new Explanations(Integer.MAX_VALUE / 4, Integer.MAX_VALUE);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or its id below reports/runs.")
    private String run;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TASK", description = "The task's id.")
    private String task;

    @Parameters(index = "2", arity = "0..1", paramLabel = "SAMPLE",
            description = "The number of the sample, where a task has several.")
    private Integer sample;

    @Option(names = "--model", paramLabel = "M", description = "Only this model's, where there are several.")
    private String model;

    @Option(names = "--all", description = "Cut no output, and show each failing test.")
    private boolean all;

    @Option(names = "--json", description = "As JSON: without TASK an array of all results, with TASK what is known"
            + " of each of its results.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Path folder = RunFolder.find(run, Path.of(""));
        RunRecord record = RecordedRun.read(folder).record();
        spec.commandLine().getOut().print(json ? json(record) : task == null ? overview(record) : one(record));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }

    private String json(RunRecord record) throws IOException {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        if (task == null) record.results().forEach(result -> results.add(ResultJson.brief(result)));
        else
            for (Result result : found(record)) results.add(ResultJson.whole(result, explained(record, result)));
        return results.toPrettyString() + System.lineSeparator();
    }

    private String overview(RunRecord record) {
        var text = new StringBuilder("run ").append(TerminalText.line(record.info().runId())).append(" of suite ")
                .append(TerminalText.line(record.info().suite())).append('\n')
                .append(ExplanationText.facts(RunFacts.of(record))).append('\n');
        FailureList.lines(record).forEach(line -> text.append(line).append('\n'));
        return text.append("\nwhy one failed: ./frostbench show ").append(TerminalText.line(run))
                .append(" TASK [SAMPLE]\n").toString();
    }

    private String one(RunRecord record) throws IOException {
        List<Result> found = found(record);
        if (found.size() > 1) return choice(found);
        Result result = found.getFirst();
        return ExplanationText.render(TerminalText.line(result.task().id()) + ", sample " + result.sample(),
                explained(record, result));
    }

    private Explanation explained(RunRecord record, Result result) throws IOException {
        String kind = record.info().parts().stream().filter(part -> part.name().equals(result.task().part()))
                .map(Part::kind)
                .findFirst().orElse("");
        return (all ? WHOLE : SHORT).of(result, kind);
    }

    /// The results that were asked for, at least one.
    private List<Result> found(RunRecord record) {
        List<Result> ofTask = new ArrayList<>();
        Set<String> tasks = new LinkedHashSet<>();
        for (Result result : record.results()) {
            tasks.add(result.task().id());
            if (result.task().id().equals(task)) ofTask.add(result);
        }
        if (ofTask.isEmpty())
            throw wrong("task '" + task + "'", "is not in the run", near(task, tasks));
        List<Result> ofModel = ofTask.stream().filter(result -> model == null || result.model().equals(model)).toList();
        if (ofModel.isEmpty())
            throw wrong("model '" + model + "'", "has no answer to this task",
                    near(model, ofTask.stream().map(Result::model).toList()));
        List<Result> asked = ofModel.stream().filter(result -> sample == null || result.sample() == sample).toList();
        if (asked.isEmpty())
            throw wrong("sample " + sample, "is not there",
                    "there are " + ofModel.getFirst().sample() + " to " + ofModel.getLast().sample());
        return asked;
    }

    private String choice(List<Result> found) {
        var text = new StringBuilder(TerminalText.line(task)).append(" has ").append(found.size())
                .append(" results; choose one:\n");
        int width = found.stream().mapToInt(result -> result.model().length()).max().orElse(0);
        for (Result result : found)
            text.append(String.format(Locale.ROOT, "  %3d  %-14s %s%s%n", result.sample(),
                    result.grade().verdict().word(),
                    width == 0 ? ""
                            : TerminalText.line(String.format(Locale.ROOT, "%-" + width + "s  ", result.model())),
                    TerminalText.line(result.grade().why().lines().findFirst().orElse(""))));
        boolean models = found.stream().map(Result::model).distinct().count() > 1;
        return text.append("./frostbench show ").append(TerminalText.line(run)).append(' ')
                .append(TerminalText.line(task)).append(" SAMPLE")
                .append(models ? " --model M" : "").append('\n').toString();
    }

    private static String near(String word, Iterable<String> known) {
        List<String> all = new ArrayList<>();
        known.forEach(all::add);
        all.removeIf(String::isEmpty);
        if (all.isEmpty()) return "leave it out: the answers name none";
        List<String> near = Stream
                .concat(Suggestion.nearest(word, all).stream(),
                        all.stream()
                                .filter(each -> Suggestion.nearest(word, List.of(each)).isPresent()
                                        || each.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))))
                .distinct().limit(NEAR).toList();
        return near.isEmpty()
                ? "there are " + all.stream().distinct().count() + ", the first is '" + all.getFirst() + "'"
                : "did you mean " + String.join(", ", near.stream().map(each -> "'" + each + "'").toList()) + "?";
    }

    private BadInput wrong(String subject, String what, String cure) {
        return new BadInput(Problem.of("show", subject, what, cure));
    }
}
