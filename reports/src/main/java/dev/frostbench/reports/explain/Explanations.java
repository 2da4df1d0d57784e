package dev.frostbench.reports.explain;

import dev.frostbench.reports.explain.Explanation.Fact;
import dev.frostbench.reports.explain.Explanation.FailedTest;
import dev.frostbench.reports.explain.Explanation.Section;
import dev.frostbench.reports.explain.Explanation.Step;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.kind.Kinds;
import dev.frostbench.suites.kind.Showing;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.FileSeen;
import dev.frostbench.suites.procedure.FileSeen.Content;
import dev.frostbench.suites.procedure.PatchChain;
import dev.frostbench.suites.swebench.EvaluationLog;
import dev.frostbench.suites.task.Prediction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes explanations from what the ledger holds.
///
/// @param keep bytes to keep of each end of a text
/// @param mostTests how many failing tests are shown with their part of the log
public record Explanations(int keep, int mostTests) {

    private static final int LONGEST_NAME = 500;

    /// @param kind the word of the kind of the part that the result is in
    public Explanation of(Result result, String kind) {
        Optional<Showing> showing = Kinds.named(kind).flatMap(known -> known.showing(result.task(),
                result.prediction(), result.evidence(), result.grade()));
        List<TestResult> failed = result.grade().tests().stream().filter(Explanations::countsAndFails).toList();
        return new Explanation(facts(result), failed(result, failed), Math.max(0, failed.size() - mostTests),
                showing.map(this::sections).orElseGet(() -> sections(result)),
                steps(result, showing.filter(Showing::wholeOutput).isPresent()));
    }

    private static boolean countsAndFails(TestResult test) {
        return test.counts() && switch (test.status()) {
            case FAILED, ERROR, MISSING -> true;
            case PASSED, XFAIL, SKIPPED, OTHER -> false;
        };
    }

    private static List<Fact> facts(Result result) {
        var grade = result.grade();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("verdict", grade.verdict().word() + (grade.compat().equals(grade.verdict())
                && grade.strict().equals(grade.verdict()) ? ""
                        : " (compat " + grade.compat().word() + ", strict " + grade.strict().word() + ")")));
        facts.add(new Fact("why", TerminalText.clean(cut(grade.why(), 4_000))));
        grade.measures().forEach((name, value) -> facts.add(new Fact(TerminalText.line(name), String.valueOf(value))));
        if (!result.model().isEmpty()) facts.add(new Fact("model", TerminalText.line(result.model())));
        facts.add(new Fact("fixture",
                TerminalText.line(result.task().fixture()) + (result.evidence().fixture().isEmpty() ? ""
                        : ", " + result.evidence().fixture())));
        time(result.evidence().observations()).ifPresent(time -> facts.add(new Fact("time", time)));
        result.evidence().trouble()
                .ifPresent(why -> facts.add(new Fact("trouble", TerminalText.clean(cut(why, 4_000)))));
        result.evidence().notes().forEach(note -> facts.add(new Fact("note", TerminalText.clean(cut(note, 1_000)))));
        return facts;
    }

    private static Optional<String> time(List<Observation> all) {
        if (all.isEmpty()) return Optional.empty();
        Duration wall = all.stream().map(Observation::wall).reduce(Duration.ZERO, Duration::plus);
        Duration cpu = all.stream().map(Observation::cpu).reduce(Duration.ZERO, Duration::plus);
        long peak = all.stream().mapToLong(Observation::peakMemoryBytes).max().orElse(0);
        double load = all.stream().mapToDouble(Observation::loadAverage).max().orElse(0);
        return Optional.of(seconds(wall) + ", processor " + seconds(cpu)
                + (peak == 0 ? "" : String.format(Locale.ROOT, ", memory %.1f MiB at most", peak / (double) (1 << 20)))
                + String.format(Locale.ROOT, ", the machine's load %.1f", load));
    }

    private List<FailedTest> failed(Result result, List<TestResult> failed) {
        if (failed.isEmpty()) return List.of();
        var log = new TestReports(new String(log(result), StandardCharsets.UTF_8));
        int share = Math.max(keep / Math.clamp(failed.size(), 1, mostTests), Math.min(keep, 512));
        return failed.stream().limit(mostTests)
                .map(test -> new FailedTest(TerminalText.line(cut(test.name(), LONGEST_NAME)),
                        TerminalText.line(test.group()), test.status().name(),
                        log.of(test.name()).map(part -> Excerpt.of(part, share)).orElse(Excerpt.NONE)))
                .toList();
    }

    /// The output of the tests in the first pass.
    private static byte[] log(Result result) {
        var all = result.evidence().observations();
        if (all.isEmpty()) return new byte[0];
        return EvaluationLog.text(result.evidence(), all.getFirst().pass()).orElseGet(() -> all.getLast().output());
    }

    private List<Section> sections(Showing showing) {
        List<Section> sections = new ArrayList<>();
        for (Showing.Text text : showing.texts()) add(sections, text.title(), text.text(), text.ofTask(), false);
        return sections;
    }

    private List<Section> sections(Result result) {
        List<Section> sections = new ArrayList<>();
        for (Observation seen : result.evidence().observations())
            if (seen.step().equals(PatchChain.APPLY) && !seen.ending().equals(new Ending.Exited(0)))
                sections.add(new Section("Why the patch was rejected: " + TerminalText.line(cut(seen.ran(), 200)),
                        Excerpt.of(seen.output(), keep, seen.droppedBytes()), false, false));
        String answer = result.prediction().map(Prediction::text).orElse("");
        boolean patch = answer.lines().anyMatch(line -> line.startsWith("diff ") || line.startsWith("--- "));
        add(sections, patch ? "Patch" : "Answer", answer, false, patch);
        files(sections, result);
        return sections;
    }

    /// What steps read back.
    private void files(List<Section> sections, Result result) {
        int share = keep / Math.max(1, result.evidence().files().size());
        for (FileSeen seen : result.evidence().files())
            sections.add(new Section("File " + TerminalText.line(cut(seen.path(), 200) + ofPass(seen, result)),
                    switch (seen.content()) {
                        case Content.Kept kept -> Excerpt.of(kept.bytes(), share, kept.droppedBytes());
                        case Content.Absent(String why) -> Excerpt.of(why, share);
                    }, false, false));
    }

    /// Which pass it is of, unless that is the first.
    private static String ofPass(FileSeen seen, Result result) {
        return result.evidence().observations().stream().findFirst()
                .filter(first -> !first.pass().equals(seen.pass()))
                .map(_ -> " of the run '" + seen.pass() + "'").orElse("");
    }

    private void add(List<Section> sections, String title, String text, boolean ofTask, boolean patch) {
        if (!text.isEmpty()) sections.add(new Section(title, Excerpt.of(text, keep), ofTask, patch));
    }

    /// @param inSections whether the sections have all the output
    private List<Step> steps(Result result, boolean inSections) {
        var all = result.evidence().observations();
        int share = keep / Math.max(1, all.size());
        return all.stream()
                .map(seen -> new Step(
                        TerminalText.line(seen.pass() + " / " + seen.step()) + ": " + ending(seen.ending())
                                + " after " + seconds(seen.wall())
                                + (seen.waited().isZero() ? ""
                                        : " (" + seconds(seen.waited()) + " of it others had the processors)")
                                + (seen.limitsHit().isEmpty() ? ""
                                        : ", ran into " + String.join(", ", seen.limitsHit())),
                        TerminalText.clean(cut(seen.ran(), 1_000)),
                        inSections ? Excerpt.NONE : Excerpt.of(seen.output(), share, seen.droppedBytes())))
                .toList();
    }

    /// Whether the log is longer than what is shown of it.
    public boolean cutsLog(Result result) {
        int share = keep / Math.max(1, result.evidence().observations().size());
        return result.evidence().observations().stream().anyMatch(seen -> seen.output().length > 2 * share);
    }

    private static String ending(Ending ending) {
        return switch (ending) {
            case Ending.Exited(int code) -> "exit code " + code;
            case Ending.Signaled(int signal) -> "signal " + signal;
            case Ending.TimedOut(Duration limit) -> "timed out at " + seconds(limit);
        };
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "… (cut here)" : text;
    }
}
