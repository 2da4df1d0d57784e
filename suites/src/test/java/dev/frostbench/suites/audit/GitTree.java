package dev.frostbench.suites.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A small repository in a folder, for patches that git makes and applies.
record GitTree(Path folder) {

    /// What a command printed on both streams, and its exit code.
    record Ran(int code, String output) {}

    static GitTree of(Path folder, Map<String, String> files) throws IOException, InterruptedException {
        var tree = new GitTree(Files.createDirectories(folder));
        tree.write(files);
        tree.git("init", "-q");
        tree.git("add", "-A");
        tree.git("-c", "user.email=a@b", "-c", "user.name=a", "commit", "-qm", "before");
        return tree;
    }

    /// The patch from what was committed to these files. The tree is then as it was.
    String patchTo(Map<String, String> files) throws IOException, InterruptedException {
        git("rm", "-qrf", ".");
        write(files);
        git("add", "-A");
        String patch = git("diff", "--cached", "-M");
        git("reset", "-q", "--hard");
        return patch;
    }

    /// Applies a patch as the first of the official ways does.
    void apply(String patch) throws IOException, InterruptedException {
        Path file = folder.resolveSibling(folder.getFileName() + ".diff");
        Files.writeString(file, patch);
        git("apply", "--verbose", file.toString());
    }

    /// Every file but those of git.
    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith(".git/") && !name.contains("__pycache__"))
                    files.put(name, Files.readString(file));
            }
        }
        return files;
    }

    Ran run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }

    private String git(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-c", "core.autocrlf=false"));
        command.addAll(List.of(words));
        Ran ran = run(command.toArray(String[]::new));
        assertThat(ran.code()).as(ran.output()).isZero();
        return ran.output();
    }

    private void write(Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            if (file.getValue().startsWith("#!")) assertThat(path.toFile().setExecutable(true)).isTrue();
        }
    }
}
