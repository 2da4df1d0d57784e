package dev.frostbench.harness.proof;

import dev.frostbench.reports.FreshReports;
import dev.frostbench.suites.dataset.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The reports in a folder, by their names in it. No link is followed.
///
/// @param files each with its place
public record ReportFiles(Path folder, SortedMap<String, Path> files) {

    /// These hold times, and other reports are made of the whole evidence.
    private static final Set<String> TIMED = Set.of("timings.csv", "index.html");
    /// What tests printed may hold times and addresses.
    private static final Set<String> LOGS = Set.of("run_instance.log", "test_output.txt");

    /// Every report.
    public static ReportFiles all(Path folder) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        for (String name : FreshReports.NAMES) {
            Path report = folder.resolve(name);
            if (!Files.exists(report, LinkOption.NOFOLLOW_LINKS)) continue;
            Files.walkFileTree(report, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.put(folder.relativize(file).toString(), file);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return new ReportFiles(folder, files);
    }

    /// The score files alone: those that are equal to the byte in two runs of equal inputs.
    public static ReportFiles scores(Path folder) throws IOException {
        SortedMap<String, Path> files = all(folder).files;
        files.keySet().removeIf(name -> TIMED.contains(name) || name.startsWith("logs/")
                || name.startsWith("official/") && LOGS.contains(name.substring(name.lastIndexOf('/') + 1)));
        return new ReportFiles(folder, files);
    }

    /// The sha256 of each file, by its name.
    public SortedMap<String, String> digests() throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (var file : files.entrySet()) digests.put(file.getKey(), sha256(file.getValue()));
        return digests;
    }

    /// The files in which another folder differs from this one, in the order of their names.
    public List<Finding> differences(ReportFiles other) throws IOException {
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(other.files.keySet());
        List<Finding> found = new ArrayList<>();
        for (String name : names) {
            if (!files.containsKey(name)) found.add(new Finding(name, "is one file too many"));
            else if (!other.files.containsKey(name)) found.add(new Finding(name, "is gone"));
            else
                FirstDifference.of(files.get(name), other.files.get(name))
                        .ifPresent(where -> found.add(new Finding(name, where)));
        }
        return found;
    }

    private static String sha256(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return "none"; // so that no digest is equal to it
        return Sha256.hexOf(file);
    }
}
