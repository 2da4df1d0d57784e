package dev.frostbench.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the benchmarks fork: a layer with a program of one instruction's life and this machine's Python, below
/// as many small layers as wanted; and empty scratch folders beside them.
///
/// @param python the interpreter's path inside
record BenchLayers(Path folder, List<Path> layers, String python) {

    private static final String COPY_PYTHON = """
            set -e; cd "$1"
            copy() { mkdir -p ".$(dirname "$1")"; cp -L "$1" ".$1"; }
            program=$(python3 -c 'import os, sys; print(os.path.realpath(sys.executable))')
            library=$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
            copy "$program"
            ldd "$program" | grep -o '/[^ ]*' | while read -r file; do copy "$file"; done
            mkdir -p ".$library"
            tar -C "$library" --exclude=./test --exclude=./site-packages --exclude=./dist-packages \
                --exclude='./config-*' -c . | tar -C ".$library" -x
            echo "$program"
            """;

    static BenchLayers make(Path folder, int count) throws IOException, InterruptedException {
        Path bottom = Files.createDirectories(folder.resolve("layers/bottom"));
        Files.copy(Compiler.compile("first", folder, List.of("-static")), bottom.resolve("first"));
        String python = Shell.run(List.of("sh", "-c", COPY_PYTHON, "sh", bottom.toString()), "no Python was found");
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

    /// Removes the scratch folders that are over.
    void clean() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(path -> path.getFileName().toString().startsWith("scratch-")).toList())
                remove(entry);
        }
    }

    static void remove(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted((one, other) -> other.compareTo(one)).toList()) Files.delete(path);
        }
    }
}
