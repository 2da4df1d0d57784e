package dev.frostbench.suites.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of a `command` part as a suite file has them.
public record CommandKeys(Optional<String> id, Optional<Prediction> prediction, Map<String, String> files,
        List<String> command, Optional<String> workdir, Optional<String> parser, List<String> tests,
        Optional<String> gold) {

    /// @param field of a prediction that is tried
    /// @param file where it is written; or
    /// @param patch the tree that it is applied to
    public record Prediction(Optional<String> field, Optional<String> file, Optional<String> patch) {

        /// Whether it says one of both.
        boolean isClear() {
            return file.isPresent() != patch.isPresent();
        }
    }

    Prediction said() {
        return prediction.orElse(new Prediction(Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
