package dev.frostbench.harness.cli;

import dev.frostbench.fixtures.linux.FileContent;
import dev.frostbench.fixtures.snapshot.SnapshotTree;
import dev.frostbench.fixtures.tree.EntryJson;
import dev.frostbench.fixtures.tree.MergedTree.Seen;
import dev.frostbench.fixtures.tree.Metadata;
import dev.frostbench.harness.fixture.Places;
import dev.frostbench.harness.fixture.Workshop;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `snapshot tree`: every path of a snapshot, with no sandbox.
@Command(name = "tree", description = "List every path of a snapshot, with no sandbox.", sortOptions = false)
final class SnapshotTreeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "S", description = "A name, a digest, or its unique beginning.")
    private String reference;

    @Option(names = "--json", description = "One JSON object a line and path, with hashes of contents.")
    private boolean json;

    /// A file on the disk.
    private record Inode(int layer, long number) {}

    @Override
    public Integer call() throws Exception {
        try (Workshop workshop = Workshop.open(Places.of(System.getenv()));
                SnapshotTree tree = workshop.store().tree(SnapshotCommand.find(workshop.store(), "snapshot tree", reference))) {
            List<Seen> all = tree.tree().walk(tree.tree().top());
            Map<Inode, Integer> links = new HashMap<>();
            for (Seen seen : all) links.merge(inode(seen), 1, Integer::sum);
            PrintWriter out = spec.commandLine().getOut();
            for (Seen seen : all) out.println(json ? json(tree, seen, links.get(inode(seen))) : line(seen));
            out.flush();
        }
        return ExitCode.DONE;
    }

    private static Inode inode(Seen seen) {
        return new Inode(seen.layer(), seen.entry().status().inode());
    }

    private static String json(SnapshotTree tree, Seen seen, int links) throws IOException {
        boolean regular = seen.entry().status().regular();
        List<FileContent.Hole> holes = regular ? tree.tree().holes(seen) : List.of();
        return EntryJson.write(seen, regular ? tree.sha256(seen) : "", links, holes);
    }

    private static String line(Seen seen) {
        var status = seen.entry().status();
        Metadata metadata = Metadata.of(seen.entry());
        String type = status.regular() ? "-" : status.directory() ? "d" : status.link() ? "l" : status.fifo() ? "p"
                : status.blockDevice() ? "b" : "c";
        String target = status.link() ? " -> " + shown(seen.entry().target()) : "";
        return String.format(Locale.ROOT, "%s %04o %5d:%-5d %12d  %s  %s%s", type, metadata.mode(), metadata.owner(),
                metadata.group(), status.directory() ? 0 : status.size(),
                Instant.ofEpochSecond(metadata.seconds()), shown(seen.path()), target);
    }

    /// As JSON has it where a terminal would not show it as it is.
    static String shown(String path) {
        return path.chars().allMatch(c -> c > ' ' && c < 0x7f) ? path : EntryJson.quoted(path);
    }
}
