package dev.frostbench.suites.grading;

/// What the evidence proves.
public sealed interface Verdict {

    /// The evidence decides.
    sealed interface Graded extends Verdict {}

    /// The prediction broke the rules.
    sealed interface Refused extends Verdict {}

    /// Nobody found out. This is never a pass.
    sealed interface Unknown extends Verdict {}

    record Resolved() implements Graded {}

    record Unresolved() implements Graded {}

    record TimedOut() implements Graded {}

    record PatchRejected() implements Refused {}

    record Empty() implements Refused {}

    record Tampered() implements Refused {}

    /// It passes officially, and nothing but the prediction's own code can say whether rightly. This is no accusation.
    record Unproved() implements Unknown {}

    record Error() implements Unknown {}

    record Missing() implements Unknown {}

    /// The word in `scores.csv`.
    default String word() {
        return switch (this) {
            case Resolved _ -> "resolved";
            case Unresolved _ -> "unresolved";
            case TimedOut _ -> "timed_out";
            case PatchRejected _ -> "patch_rejected";
            case Empty _ -> "empty";
            case Tampered _ -> "tampered";
            case Unproved _ -> "unproved";
            case Error _ -> "error";
            case Missing _ -> "missing";
        };
    }

    /// Whether it counts for the score.
    default boolean passed() {
        return this instanceof Resolved;
    }
}
