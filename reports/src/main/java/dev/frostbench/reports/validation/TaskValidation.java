package dev.frostbench.reports.validation;

import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.task.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What the tries of one task prove.
///
/// @param runs how often each of the two predictions was tried
/// @param unstableTests listed tests whose status differed between runs of the same prediction
/// @param why empty if the task is valid
public record TaskValidation(String id, State state, int runs, int goldResolved, int emptyResolved,
        List<String> unstableTests, String why) {

    private static final String GOLD = "gold";
    private static final String EMPTY = "empty";
    /// The models whose results validate a task.
    static final Set<String> MODELS = Set.of(GOLD, EMPTY);

    public enum State {
        /// The solution always resolves, and no change never does.
        VALID,
        /// Valid, but the status of some listed test differed between runs without changing a verdict.
        UNSTABLE,
        /// The same prediction got different verdicts.
        FLAKY,
        /// The solution passes officially but cannot be judged apart from its own code. Perhaps no answer to the task
        /// can be.
        UNPROVED,
        /// The solution does not resolve.
        GOLD_FAILS,
        /// No change at all resolves, so the task proves nothing.
        EMPTY_PASSES,
        /// The machine failed.
        ERROR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TaskValidation {
        unstableTests = List.copyOf(unstableTests);
    }

    static TaskValidation of(String id, List<Result> results) {
        List<Result> gold = results.stream().filter(of(GOLD)).toList();
        List<Result> empty = results.stream().filter(of(EMPTY)).toList();
        Set<String> unstable = new TreeSet<>(unstable(gold));
        unstable.addAll(unstable(empty));
        State state = state(results, gold, empty, unstable);
        return new TaskValidation(id, state, gold.size(), resolved(gold), resolved(empty), List.copyOf(unstable),
                why(state, results, gold, unstable));
    }

    private static Predicate<Result> of(String model) {
        return result -> result.prediction().map(Prediction::model).equals(Optional.of(model));
    }

    private static int resolved(List<Result> results) {
        return (int) results.stream().filter(result -> result.grade().verdict().passed()).count();
    }

    private static State state(List<Result> all, List<Result> gold, List<Result> empty, Set<String> unstable) {
        if (all.stream().anyMatch(TaskValidation::isOfTheMachine)) return State.ERROR;
        if (verdicts(gold) > 1 || verdicts(empty) > 1) return State.FLAKY;
        if (gold.stream().anyMatch(result -> result.grade().verdict() instanceof Verdict.Unproved))
            return State.UNPROVED;
        if (resolved(gold) < gold.size()) return State.GOLD_FAILS;
        if (resolved(empty) > 0) return State.EMPTY_PASSES;
        return unstable.isEmpty() ? State.VALID : State.UNSTABLE;
    }

    private static boolean isOfTheMachine(Result result) {
        return switch (result.grade().verdict()) {
            case Verdict.Error _ -> true;
            case Verdict.Missing _ -> true;
            case Verdict.Unproved _ -> false;
            case Verdict.Graded _ -> false;
            case Verdict.Refused _ -> false;
        };
    }

    private static long verdicts(List<Result> results) {
        return results.stream().map(result -> result.grade().verdict()).distinct().count();
    }

    private static List<String> unstable(List<Result> results) {
        Map<String, Status> first = new HashMap<>();
        List<String> unstable = new ArrayList<>();
        for (Result result : results)
            for (TestResult test : result.grade().tests()) {
                Status before = first.putIfAbsent(test.name(), test.status());
                if (test.counts() && before != null && before != test.status()) unstable.add(test.name());
            }
        return unstable;
    }

    private static String why(State state, List<Result> all, List<Result> gold, Set<String> unstable) {
        return switch (state) {
            case VALID -> "";
            case UNSTABLE -> unstable.size() + " listed tests differ between runs: " + String.join(", ", unstable);
            case EMPTY_PASSES -> "no change at all resolves it";
            case ERROR -> first(all, TaskValidation::isOfTheMachine);
            case GOLD_FAILS, UNPROVED, FLAKY -> first(gold, result -> !result.grade().verdict().passed());
        };
    }

    /// The reason of the first such result, and the listed tests that did not pass in it.
    private static String first(List<Result> results, Predicate<Result> wanted) {
        return results.stream().filter(wanted).findFirst().map(result -> {
            List<String> failed = result.grade().tests().stream()
                    .filter(test -> test.counts() && test.status() != Status.PASSED
                            && test.status() != Status.XFAIL
                            && test.status() != Status.SKIPPED)
                    .map(TestResult::name).limit(3).toList();
            return result.grade().verdict().word() + ": " + result.grade().why()
                    + (failed.isEmpty() ? "" : " (" + String.join(", ", failed) + ")");
        }).orElse("");
    }
}
