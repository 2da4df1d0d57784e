package dev.frostbench.harness.search.document;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.snapshot.patch.SnapshotPatch;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.search.Node;
import dev.frostbench.harness.search.State;
import dev.frostbench.harness.search.Tree;
import dev.frostbench.reports.html.SearchPage;
import dev.frostbench.reports.search.SearchJson;
import dev.frostbench.reports.search.SearchRecord;
import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder of a search's reports:
///
///     tree.json          every node, for programs
///     index.html         the same for people
///     best.patch         from the root to the best state, if that is another one
///     patches/nN.patch   from the parent to node N, if asked for
public final class SearchFolder {

    private final Path path;

    private SearchFolder(Path path) {
        this.path = path;
    }

    /// A new or empty folder. It is made if it is missing.
    public static SearchFolder claim(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) throw bad(path, "is a file", "name a folder with --out");
        if (Files.isDirectory(path)) {
            try (Stream<Path> names = Files.list(path)) {
                if (names.findAny().isPresent())
                    throw bad(path, "is not empty", "name an empty or new folder with --out");
            }
        }
        Files.createDirectories(path);
        return new SearchFolder(path);
    }

    public void write(SearchRecord record) throws IOException {
        WholeFile.write(path.resolve("tree.json"), SearchJson.write(record).getBytes(StandardCharsets.US_ASCII));
        SearchPage.render(record, path.resolve("index.html"));
    }

    /// Writes the patch from the root to the best state.
    ///
    /// @param folder absolute; paths in the patch begin there
    /// @return the patch, if there is one
    public Optional<SnapshotPatch> writeBest(LocalStore store, Tree tree, String folder) throws IOException {
        Optional<Snapshot> root = tree.root().state().map(State::snapshot);
        Optional<Node> best = tree.best().filter(node -> node.id() != tree.root().id());
        if (root.isEmpty() || best.isEmpty()) return Optional.empty();
        return Optional.of(write(store, root.get(), best.get().state().orElseThrow().snapshot(), folder,
                path.resolve("best.patch")));
    }

    /// Writes the patch of each state from its parent.
    public void writeAll(LocalStore store, Tree tree, String folder) throws IOException {
        for (Node node : tree.nodes()) {
            if (node.origin().isEmpty() || node.state().isEmpty()) continue;
            Node parent = tree.nodes().get(node.origin().get().parent());
            write(store, parent.state().orElseThrow().snapshot(), node.state().get().snapshot(), folder,
                    path.resolve("patches/n" + node.id() + ".patch"));
        }
    }

    private static SnapshotPatch write(LocalStore store, Snapshot from, Snapshot to, String folder, Path file)
            throws IOException {
        try (SnapshotTree before = store.tree(from); SnapshotTree after = store.tree(to)) {
            SnapshotPatch patch = SnapshotPatch.between(before, after, folder);
            WholeFile.write(file, patch.bytes());
            return patch;
        }
    }

    private static BadInput bad(Path path, String wrong, String cure) {
        return new BadInput(Problem.of("search", path.toString(), wrong, cure));
    }
}
