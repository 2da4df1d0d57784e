package dev.frostbench.harness.run;

import dev.frostbench.harness.archive.RecordedSuite;
import dev.frostbench.harness.ledger.LedgerMerge;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Makes one run of the shards of a plan, wherever they were run.
///
/// @param shards the folders of the shards; they stay as they are
/// @param out where the reports go; `reports/runs/<run-id>` if empty
public record MergeService(List<Path> shards, Optional<Path> out) {

    public MergeService {
        shards = List.copyOf(shards);
    }

    /// What came of it.
    public record Outcome(RunOutcome.Reported reported, LedgerMerge.Merged merged) {}

    /// All shards of one plan keep the same suite.
    private void keepSuite(Path folder) throws IOException {
        for (Path shard : shards) {
            Path kept = shard.resolve(RecordedSuite.NAME);
            if (!Files.isRegularFile(kept)) continue;
            WholeFile.write(folder.resolve(RecordedSuite.NAME), Files.readAllBytes(kept));
            return;
        }
    }

    /// Throws `BadInput` before anything is written if the folders are not all the shards of one run.
    public Outcome merge() throws IOException, InterruptedException {
        LedgerMerge merge = LedgerMerge.of(shards);
        Path target = out.orElse(Path.of("reports", "runs", merge.first().info().runId()));
        RunFolder.checkNew(target);
        try (RunFolder folder = RunFolder.claim(target, false)) {
            LedgerMerge.Merged merged = merge.into(folder.path());
            keepSuite(folder.path());
            return new Outcome(Rendering.again(RecordedRun.read(folder.path()), Optional.empty(), folder.path()),
                    merged);
        }
    }
}
