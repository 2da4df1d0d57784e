package dev.frostbench.reports.submission;

import dev.frostbench.documents.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A run in the form that a leaderboard or another tool takes.
public sealed interface Submission permits SweBenchSubmission, HuggingFaceResults, EvalPlusResults, InspectLog {

    /// Every violation of a rule of those who take it. Throws `BadInput` if a file cannot be read.
    ///
    /// @param out the folder that it is to be in, for its name
    List<Problem> violations(Path out) throws IOException;

    /// Writes it into an empty folder. There must be no violation.
    void write(Path folder) throws IOException;
}
