package dev.frostbench.suites.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of a `command` part as a suite file has them.
public record CommandKeys(Optional<String> id, Optional<Prediction> prediction, Map<String, String> files,
        List<String> command, Optional<String> workdir, Optional<String> parser, List<String> tests,
        Optional<String> gold) {

    /// @param field the field of a prediction whose text is tried
    /// @param file the file that the text is written to
    /// @param patch the tree that the text is applied to, instead of `file`
    public record Prediction(Optional<String> field, Optional<String> file, Optional<String> patch) {

        /// Whether exactly one of `file` and `patch` is there.
        boolean isClear() {
            return file.isPresent() != patch.isPresent();
        }
    }

    Prediction said() {
        return prediction.orElse(new Prediction(Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
