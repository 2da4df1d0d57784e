package dev.frostbench.reports.explain;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.tally.SummaryText;
import dev.frostbench.reports.text.TerminalText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// What failed in a run, by verdict and cause, the most frequent first.
public final class FailureList {

    /// How many causes of a verdict are listed, and how many results of a cause.
    private static final int CAUSES = 20;
    private static final int NAMED = 8;
    private static final int LONGEST = 200;

    private record Cause(String why, List<String> named, int samples) {}

    private FailureList() {}

    /// Lines for a terminal.
    public static List<String> lines(RunRecord run) {
        Map<String, Map<String, Cause>> verdicts = new LinkedHashMap<>();
        boolean models = StreamSupport.stream(run.results().spliterator(), false).map(Result::model).distinct().limit(2)
                .count() > 1;
        int all = 0;
        for (Result result : run.results()) {
            all++;
            if (result.grade().verdict().passed()) continue;
            String why = TerminalText.line(result.grade().why().lines().findFirst().orElse(""));
            verdicts.computeIfAbsent(result.grade().verdict().word(), _ -> new LinkedHashMap<>())
                    .merge(why.replaceAll("0x[0-9a-f]+", "0x…"), new Cause(why, List.of(name(result, models)), 1),
                            FailureList::both);
        }
        List<String> lines = new ArrayList<>();
        int failed = verdicts.values().stream().mapToInt(FailureList::samples).sum();
        lines.add(failed + " of " + all + (all == 1 ? " result" : " results") + " did not pass"
                + (failed == 0 ? "" : ":"));
        verdicts.entrySet().stream()
                .sorted(Comparator
                        .comparingInt((Map.Entry<String, Map<String, Cause>> verdict) -> -samples(verdict.getValue())))
                .forEach(verdict -> add(lines, verdict.getKey(), verdict.getValue()));
        return lines;
    }

    private static int samples(Map<String, Cause> causes) {
        return causes.values().stream().mapToInt(Cause::samples).sum();
    }

    private static void add(List<String> lines, String verdict, Map<String, Cause> causes) {
        lines.add(verdict + " " + samples(causes));
        causes.values().stream().sorted(Comparator.comparingInt((Cause cause) -> -cause.samples)).limit(CAUSES)
                .forEach(cause -> {
                    lines.add("  " + cause.samples + " × "
                            + (cause.why.isEmpty() ? "no reason"
                                    : cause.why.length() > LONGEST
                                            ? cause.why.substring(0, LONGEST) + "… (cut here)"
                                            : cause.why));
                    lines.add("      " + String.join(", ", cause.named) + (cause.samples > cause.named.size()
                            ? " and " + (cause.samples - cause.named.size()) + " more"
                            : ""));
                });
        if (causes.size() > CAUSES)
            lines.add("  and " + (causes.size() - CAUSES) + " more causes; scores.csv has each");
    }

    private static Cause both(Cause first, Cause more) {
        List<String> named = new ArrayList<>(first.named);
        if (named.size() < NAMED) named.addAll(more.named);
        return new Cause(first.why, named, first.samples + more.samples);
    }

    private static String name(Result result, boolean models) {
        return TerminalText.line(result.task().id()) + (result.sample() == 0 ? "" : " " + result.sample())
                + (models ? " (" + SummaryText.modelName(result.model()) + ")" : "");
    }
}
