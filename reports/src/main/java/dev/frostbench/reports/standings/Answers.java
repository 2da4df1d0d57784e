package dev.frostbench.reports.standings;

/// What a contender made of one task.
///
/// @param given samples with a prediction
/// @param errors of these, those that the machine failed at
record Answers(int given, int resolved, int errors) {

    static final Answers NONE = new Answers(0, 0, 0);

    Answers plus(Answers more) {
        return new Answers(given + more.given, resolved + more.resolved, errors + more.errors);
    }

    /// Whether something can be said of the answer. No answer is judged, too: it solves nothing.
    boolean isJudged() {
        return given == 0 || given > errors;
    }

    /// The share of the judged answers that are resolved.
    double rate() {
        return given == errors ? 0 : (double) resolved / (given - errors);
    }

    /// The share of all answers that are resolved: what a score counts.
    double share() {
        return given == 0 ? 0 : (double) resolved / given;
    }
}
