package dev.frostbench.reports.comparison;

import dev.frostbench.suites.grading.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of one task in one run, over all samples of one model.
///
/// @param row digest of the data set's row: two tasks of one id are the same task if it is equal
/// @param verdicts samples by verdict word
/// @param took the time of its commands
/// @param why the reason of the first sample that did not pass; empty if all passed
/// @param cost what the model took for the answers whose cost is known, in US dollars; empty if none is
public record Tries(String task, String part, String row, SortedMap<String, Integer> verdicts, Duration took,
        String why, OptionalDouble cost) {

    private static final String PASSED = new Verdict.Resolved().word();
    private static final String ERROR = new Verdict.Error().word();

    public Tries {
        verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    }

    public int samples() {
        return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int passed() {
        return verdicts.getOrDefault(PASSED, 0);
    }

    /// Samples that the machine failed at. They say nothing about the model.
    public int errors() {
        return verdicts.getOrDefault(ERROR, 0);
    }

    /// Samples with a verdict about the answer.
    public int judged() {
        return samples() - errors();
    }

    public int failed() {
        return judged() - passed();
    }

    /// Whether every judged sample passed.
    public boolean allPassed() {
        return judged() > 0 && failed() == 0;
    }

    /// Whether no judged sample passed.
    public boolean allFailed() {
        return judged() > 0 && passed() == 0;
    }

    /// The share of the judged samples that passed: the estimate of pass@1 of this task.
    public double rate() {
        return (double) passed() / judged();
    }

    /// The verdict of the judged samples; `mixed` if they have several. If none is judged, it is `error`.
    public String word() {
        List<String> words = verdicts.keySet().stream().filter(word -> judged() == 0 || !word.equals(ERROR)).toList();
        return words.size() == 1 ? words.getFirst() : "mixed";
    }
}
