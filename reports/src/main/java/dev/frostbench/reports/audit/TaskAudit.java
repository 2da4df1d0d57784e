package dev.frostbench.reports.audit;

import dev.frostbench.reports.audit.Answer.State;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.audit.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How one task answers the four questions.
///
/// @param answers in the order of the questions; a question may be asked in several ways
public record TaskAudit(String id, List<Answer> answers) {

    public TaskAudit {
        answers = List.copyOf(answers);
    }

    static TaskAudit of(String id, List<Result> results) {
        List<Answer> answers = new ArrayList<>();
        for (Question question : Question.values()) {
            Map<String, List<Result>> ways = new LinkedHashMap<>();
            for (Result result : results)
                if (result.prediction().isPresent()
                        && Question.of(result.model()).filter(question::equals).isPresent())
                    ways.computeIfAbsent(result.model(), _ -> new ArrayList<>()).add(result);
            ways.forEach((model, runs) -> answers.add(Answer.of(question, model, runs)));
            if (ways.isEmpty()) answers.add(Answer.notAsked(question));
        }
        return new TaskAudit(id, answers);
    }

    /// The answers to one question.
    public List<Answer> to(Question question) {
        return answers.stream().filter(answer -> answer.question() == question).toList();
    }

    /// What the answers to a question come to. A way that could not be asked counts only if there is no other.
    public State state(Question question) {
        List<State> states = to(question).stream().map(Answer::state).toList();
        for (State decisive : List.of(State.ERROR, State.WRONG, State.RIGHT))
            if (states.contains(decisive)) return decisive;
        return State.NOT_ASKED;
    }

    public boolean isRight() {
        for (Question question : Question.values()) if (state(question) != State.RIGHT) return false;
        return true;
    }

    /// The verdicts of a question, each once, e.g. `tampered, unresolved`.
    public String verdicts(Question question) {
        return to(question).stream().flatMap(answer -> answer.verdicts().keySet().stream()).distinct().sorted()
                .collect(Collectors.joining(", "));
    }

    /// Whether the official verdict counts a cheat as resolved.
    public boolean isOfficiallyFooled() {
        return to(Question.CHEAT).stream().anyMatch(Answer::isOfficiallyFooled);
    }

    /// The reasons of the answers that are not right.
    public String why() {
        return answers.stream().filter(answer -> state(answer.question()) == answer.state())
                .filter(answer -> answer.state() != State.RIGHT)
                .map(answer -> answer.model() + ": " + answer.why()).collect(Collectors.joining("; "));
    }
}
