package dev.frostbench.harness.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/// The folders of runs below a folder.
public final class RunFolders {

    /// Where runs go if the user names no place, from the working directory.
    public static final Path STANDARD = Path.of("reports/runs");

    /// How deep below the folder a run may be.
    private static final int DEEPEST = 4;

    private RunFolders() {}

    /// By path. Links are not followed.
    ///
    /// @param skipped gets the folders that cannot be read, and why
    public static List<Path> below(Path top, List<String> skipped) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(top.toString().isEmpty() ? Path.of(".") : top, EnumSet.noneOf(
                FileVisitOption.class), DEEPEST, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        if (!RunFolder.isRun(folder)) return FileVisitResult.CONTINUE;
                        found.add(folder);
                        return FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path each, IOException failed) {
                        String why = failed instanceof FileSystemException told && told.getReason() != null
                                ? ": " + told.getReason()
                                : "";
                        skipped.add(each + ": cannot be read" + why);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path each, IOException failed) {
                        return failed == null ? FileVisitResult.CONTINUE : visitFileFailed(each, failed);
                    }
                });
        found.sort(Comparator.comparing(Path::toString));
        return found;
    }
}
