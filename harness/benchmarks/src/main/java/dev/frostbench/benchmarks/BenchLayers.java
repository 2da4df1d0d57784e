package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.snapshot.disk.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the benchmarks fork: a layer with this machine's Python and a program that lives for one instruction, below any
/// number of small layers, with empty scratch folders beside them.
///
/// @param python the interpreter's path inside
record BenchLayers(Path folder, List<Path> layers, String python) {

    static BenchLayers make(Path folder, int count) throws IOException, InterruptedException {
        Path bottom = Files.createDirectories(folder.resolve("layers/bottom"));
        BottomTree.addFirst(bottom, folder);
        String python = BottomTree.fill(bottom);
        List<Path> layers = new ArrayList<>(List.of(bottom));
        for (int i = 1; i < count; i++) {
            Path layer = Files.createDirectory(folder.resolve("layers/" + i));
            Files.writeString(layer.resolve("file-" + i), "layer " + i);
            layers.addFirst(layer);
        }
        return new BenchLayers(folder, layers, python);
    }

    Path scratch() throws IOException {
        return Files.createTempDirectory(folder, "scratch-");
    }

    /// Removes the scratch folders of closed sandboxes.
    void clean() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(path -> path.getFileName().toString().startsWith("scratch-")).toList())
                Trees.remove(entry);
        }
    }
}
