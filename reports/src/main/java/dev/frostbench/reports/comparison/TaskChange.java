package dev.frostbench.reports.comparison;

import java.util.Optional;

/// One task in two runs.
///
/// @param base empty if only the new run has the task
/// @param now empty if only the base has it
/// @param past passes and failures of earlier runs and the base
/// @param why the reason for people; empty if the change says it all
public record TaskChange(String task, String part, Change change, Optional<Tries> base, Optional<Tries> now, Past past,
        String why) {

    /// @param failed judged samples that did not pass
    public record Past(int passed, int failed) {

        public static final Past NONE = new Past(0, 0);

        public int tries() {
            return passed + failed;
        }

        Past with(Tries one) {
            return new Past(passed + one.passed(), failed + one.failed());
        }

        /// Whether it passed and failed.
        public boolean isFlaky() {
            return passed > 0 && failed > 0;
        }
    }

    public String baseWord() {
        return base.map(Tries::word).orElse("-");
    }

    public String nowWord() {
        return now.map(Tries::word).orElse("-");
    }
}
