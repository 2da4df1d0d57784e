package dev.frostbench.suites.audit;

import java.util.Arrays;
import java.util.Optional;

/// What an audit asks of a task. Each question is asked by predictions of a model with a name of its own.
public enum Question {
    /// Does the task's own solution score?
    GOLD("gold", true, "gold"),
    /// Does no change at all score?
    NOTHING("nothing", false, "empty"),
    /// Does the solution with a comment more score: an honest answer that is not the solution to the letter?
    COMMENT("comment", true, "gold with a comment"),
    /// Does an answer score that solves nothing and tries to make the tests pass? There may be several.
    CHEAT("cheat", false, "cheat");

    private static final String KIND = ": ";

    private final String word;
    private final boolean scores;
    private final String model;

    Question(String word, boolean scores, String model) {
        this.word = word;
        this.scores = scores;
        this.model = model;
    }

    public String word() {
        return word;
    }

    /// Whether the answer should score.
    public boolean scores() {
        return scores;
    }

    /// The name of the model that asks this.
    public String model() {
        return model;
    }

    /// The name of the model that asks this in one of several ways.
    public String model(String way) {
        return model + KIND + way;
    }

    /// The question that a model of this name asks; empty if it asks none.
    public static Optional<Question> of(String model) {
        return Arrays.stream(values())
                .filter(question -> model.equals(question.model) || model.startsWith(question.model + KIND))
                .findFirst();
    }
}
