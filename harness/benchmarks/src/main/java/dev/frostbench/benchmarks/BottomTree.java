package dev.frostbench.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The lowest layer of what the benchmarks fork: this machine's Python and `true`.
final class BottomTree {

    private static final String COPY = """
            set -e; cd "$1"
            copy() { mkdir -p ".$(dirname "$1")"; cp -L "$1" ".$1"; }
            program=$(python3 -c 'import os, sys; print(os.path.realpath(sys.executable))')
            library=$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
            copy "$program"
            { ldd "$program"; ldd /bin/true; } | grep -o '/[^ ]*' | sort -u | while read -r file; do copy "$file"; done
            cp -L /bin/true true
            mkdir -p ".$library"
            tar -C "$library" --exclude=./test --exclude=./site-packages --exclude=./dist-packages \\
                --exclude='./config-*' --exclude=./ensurepip --exclude=./idlelib --exclude='*.opt-?.pyc' \
                -c . | tar -C ".$library" -x
            echo "$program"
            """;

    private static final String SHELL = """
            set -e; cd "$1"
            for file in /bin/sh $(ldd /bin/sh | grep -o '/[^ ]*'); do
                mkdir -p ".${file%/*}"; cp -L "$file" ".$file"
            done
            """;

    private BottomTree() {}

    /// @return the interpreter's path inside
    static String fill(Path tree) throws IOException, InterruptedException {
        return Shell.run(List.of("sh", "-c", COPY, "sh", tree.toString()), "no Python was found");
    }

    /// Adds `/bin/sh`.
    static void addShell(Path tree) throws IOException, InterruptedException {
        Shell.run(List.of("sh", "-c", SHELL, "sh", tree.toString()), "no shell was found");
    }

    /// Adds `/first`, which prints the time of its first instruction.
    static void addFirst(Path tree, Path folder) throws IOException, InterruptedException {
        Files.copy(Compiler.compile("first", folder, List.of("-static")), tree.resolve("first"));
    }
}
