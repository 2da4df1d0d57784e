package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.ledger.Share;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--shard`: which part of a run this process does.
final class ShardOption {

    @Option(names = "--shard", paramLabel = "I/N",
            description = "Only this part of the run, e.g. 2/8, on any machine; needs --run-id. Merge all parts with"
                    + " merge.")
    private Optional<String> shard = Optional.empty();

    Share share() {
        return shard.map(text -> Share.of(text, "--shard")).orElse(Share.WHOLE);
    }
}
