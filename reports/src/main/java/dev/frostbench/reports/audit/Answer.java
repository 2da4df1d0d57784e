package dev.frostbench.reports.audit;

import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.audit.Question;
import dev.frostbench.suites.grading.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What came of one prediction by which a question was asked.
///
/// @param model that asked
/// @param verdicts how many runs came to each verdict, by its word
/// @param scored how many runs score
/// @param fooled how many runs the official verdict counts as resolved
/// @param why of the first run that shows the state
public record Answer(Question question, String model, State state, SortedMap<String, Integer> verdicts, int scored,
        int fooled, String why) {

    public enum State {
        /// Each run scores as it should.
        RIGHT,
        /// A run does not.
        WRONG,
        /// There is no such prediction for this task, or a cheat could not be applied: nothing is shown.
        NOT_ASKED,
        /// The machine failed.
        ERROR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Answer {
        verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    }

    /// @param results of the model; at least one
    static Answer of(Question question, String model, List<Result> results) {
        SortedMap<String, Integer> verdicts = new TreeMap<>(results.stream()
                .collect(Collectors.toMap(result -> result.grade().verdict().word(), _ -> 1, Integer::sum)));
        State state = state(question, results);
        int scored = (int) results.stream().filter(result -> result.grade().verdict().passed()).count();
        int fooled = (int) results.stream().filter(result -> result.grade().compat().passed()).count();
        return new Answer(question, model, state, verdicts, scored, fooled, why(question, state, results));
    }

    static Answer notAsked(Question question) {
        return new Answer(question, question.model(), State.NOT_ASKED, new TreeMap<>(), 0, 0,
                "nobody here knows how to ask it of such a task");
    }

    public int runs() {
        return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Whether the official verdict counts something as resolved that solves nothing.
    public boolean isOfficiallyFooled() {
        return !question.scores() && fooled > 0;
    }

    /// Each verdict and how often, e.g. `resolved 1, unresolved 2`.
    public String verdictCounts() {
        return verdicts.entrySet().stream().map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }

    private static State state(Question question, List<Result> results) {
        if (results.stream().anyMatch(Answer::isOfTheMachine)) return State.ERROR;
        if (question == Question.CHEAT && results.stream().allMatch(Answer::isRejected)) return State.NOT_ASKED;
        return results.stream().allMatch(result -> result.grade().verdict().passed() == question.scores())
                ? State.RIGHT
                : State.WRONG;
    }

    private static boolean isOfTheMachine(Result result) {
        return result.grade().verdict() instanceof Verdict.Error;
    }

    private static boolean isRejected(Result result) {
        return result.grade().verdict() instanceof Verdict.PatchRejected;
    }

    private static String why(Question question, State state, List<Result> results) {
        Predicate<Result> shows = switch (state) {
            case RIGHT, NOT_ASKED -> _ -> true;
            case WRONG -> result -> result.grade().verdict().passed() != question.scores();
            case ERROR -> Answer::isOfTheMachine;
        };
        return results.stream().filter(shows).findFirst()
                .map(result -> result.grade().verdict().word() + ": " + result.grade().why()).orElse("");
    }
}
