package dev.frostbench.reports;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The reports of a run while they are written: in a folder of their own inside the run's folder, until [#place] puts
/// all of them in the place of the earlier ones.
///
///     .reports.new/…  ──place──▶  the run's folder  ──▶  .reports.old/…  ──▶  gone
///
/// 1. All reports in a run's folder are of one rendering. A process that is killed while it places them leaves fewer
///    files, never an old one beside a new one.
/// 2. Nothing of an earlier rendering is left, whatever it was called.
/// 3. Nothing else in the folder is touched.
public final class FreshReports implements AutoCloseable {

    /// The names of reports in a run's folder.
    public static final List<String> NAMES = List.of("run.json", "scores.csv", "tests.csv", "summary.csv",
            "timings.csv",
            "validation.csv", "audit.csv", "index.html", "details", "logs", "official");

    private static final String NEW = ".reports.new";
    private static final String OLD = ".reports.old";

    private final Path folder;

    private FreshReports(Path folder) {
        this.folder = folder;
    }

    /// Begins with an empty folder for the new reports. A folder that a killed process left is removed.
    public static FreshReports of(Path folder) throws IOException {
        delete(folder.resolve(NEW));
        delete(folder.resolve(OLD));
        Files.createDirectory(folder.resolve(NEW));
        return new FreshReports(folder);
    }

    /// Removes the reports of a plan that no longer holds.
    public static void remove(Path folder) throws IOException {
        delete(folder.resolve(NEW));
        delete(folder.resolve(OLD));
        retire(folder, NAMES);
        delete(folder.resolve(OLD));
    }

    /// The folder that the new reports are written into.
    public Path path() {
        return folder.resolve(NEW);
    }

    public void place() throws IOException {
        Set<String> names = names(path());
        Set<String> replaced = new LinkedHashSet<>(NAMES);
        replaced.addAll(names);
        retire(folder, replaced);
        for (String name : names)
            Files.move(path().resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        delete(folder.resolve(OLD));
    }

    /// Leaves the run's folder as it was, unless [#place] was called.
    @Override
    public void close() throws IOException {
        delete(path());
    }

    private static void retire(Path folder, Iterable<String> names) throws IOException {
        Path old = Files.createDirectory(folder.resolve(OLD));
        for (String name : names)
            if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
                Files.move(folder.resolve(name), old.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        sync(folder); // else a power cut could bring an old file back beside a new one
    }

    private static Set<String> names(Path folder) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (var entries = Files.list(folder)) {
            entries.map(entry -> entry.getFileName().toString()).sorted().forEach(names::add);
        }
        return names;
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) return;
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failed) throws IOException {
                if (failed != null) throw failed;
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
