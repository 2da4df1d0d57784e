package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.fixtures.snapshot.inspect.SnapshotDiff;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotDiff.Change;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.tree.LayerEntryJson;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `snapshot diff`: how one snapshot differs from another.
@Command(name = "diff", description = "Show how snapshot B differs from A, with no sandbox.", sortOptions = false)
public final class SnapshotDiffCommand implements Callable<Integer> {

    private final Settings settings;

    private static final int WIDEST = 60;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "A name, a digest, or its unique beginning.")
    private String before;

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private String after;

    @Option(names = "--json", description = "One JSON object a line and path.")
    private boolean json;

    public SnapshotDiffCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        try (Machine machine = Machine.open(Places.of(settings));
                SnapshotTree one = machine.store()
                        .tree(SnapshotCommand.find(machine.store(), "snapshot diff", before));
                SnapshotTree other = machine.store()
                        .tree(SnapshotCommand.find(machine.store(), "snapshot diff", after))) {
            List<Change> changes = SnapshotDiff.between(one, other);
            PrintWriter out = spec.commandLine().getOut();
            int width = json ? 0 : width(changes);
            for (Change change : changes) out.println(json ? json(change) : line(change, width));
            if (!json)
                out.println(
                        count(changes, "added") + ", " + count(changes, "removed") + ", " + count(changes, "changed"));
            out.flush();
        }
        return ExitCode.DONE;
    }

    private static String json(Change change) {
        return "{\"path\":" + LayerEntryJson.quoted(change.path()) + ",\"change\":\"" + change.change() + "\",\"what\":"
                + change.what().stream().map(what -> '"' + what + '"').collect(Collectors.joining(",", "[", "]")) + "}";
    }

    /// The width of the column of paths. A few long paths do not push everything else aside.
    public static int width(List<Change> changes) {
        return changes.stream().mapToInt(change -> SnapshotTreeCommand.shown(change.path()).length())
                .filter(length -> length <= WIDEST).max().orElse(0);
    }

    /// @param width of the column of paths
    public static String line(Change change, int width) {
        String sign = switch (change.change()) {
            case "added" -> "+ ";
            case "removed" -> "- ";
            default -> "~ ";
        };
        String path = SnapshotTreeCommand.shown(change.path());
        String what = Stream.concat(Stream.of(bytes(change)).filter(bytes -> !bytes.isEmpty()),
                change.what().stream().filter(word -> !word.equals("content"))).collect(Collectors.joining(", "));
        return what.isEmpty() ? sign + path
                : sign + path + " ".repeat(Math.max(0, width - path.length())) + " | " + what;
    }

    /// How the size of a file's content changed, in bytes.
    private static String bytes(Change change) {
        if (change.change().equals("changed") && !change.what().contains("content")) return "";
        if (change.before().isPresent() && change.after().isPresent())
            return "content " + change.before().getAsLong() + " -> " + Plural.of(change.after().getAsLong(), "byte");
        LongStream either = LongStream.concat(change.before().stream(), change.after().stream());
        return either.mapToObj(size -> Plural.of(size, "byte")).findFirst().orElse("");
    }

    private static String count(List<Change> changes, String kind) {
        return changes.stream().filter(change -> change.change().equals(kind)).count() + " " + kind;
    }
}
