package dev.frostbench.suites.swebench.recorded;

import dev.frostbench.suites.kind.RecordedLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/// Logs of the official harness or of a run of ours, in each layout that exists:
///
///     <model>/<instance>/…            the harness; only <model>.<run>.json beside it lists empty patches
///     <submission>/logs/<instance>/…  the repository SWE-bench/experiments; the model is the submission
///     <submission>/logs/<instance>.<model>.eval.log  the same, by the harness before version 2
public record SwebenchLogs() implements RecordedLogs {

    @Override
    public Found find(Path root, Collection<String> knownIds) throws IOException {
        return new LogSearch(knownIds).below(root);
    }
}
