package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The launcher as a user starts it, and how that ended.
public record Launched(int code, String out, String err) {

    /// This, if it ended with that code. Otherwise the test fails and shows all that was printed.
    public Launched ended(int wanted) {
        assertThat(code).as(() -> "the exit code of what printed:\n" + out + "\nand on stderr:\n" + err)
                .isEqualTo(wanted);
        return this;
    }

    /// The folder of the launcher, which is above that of every module.
    public static final Path HOME = home();

    private static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("frostbench"))) folder = folder.getParent();
        return folder;
    }

    /// The errors: every line except those about the progress of a build.
    public List<String> errors() {
        return err.lines().filter(line -> !line.matches("build .*|\\[\\d+/\\d+.*] (built|FAILED) .*")).toList();
    }

    /// @param environment changes; an empty value removes a variable
    public static Launched launch(Path folder, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of(HOME.resolve("frostbench").toString()));
        argv.addAll(List.of(args));
        return start(folder, environment, argv);
    }

    /// Any command in a folder.
    public static Launched start(Path folder, Map<String, String> environment, List<String> argv)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "said", "");
        Path err = Files.createTempFile(folder, "said", "");
        var builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("FROSTBENCH_BUILD", "never");
        environment.forEach((name, value) -> {
            if (value.isEmpty()) builder.environment().remove(name);
            else
                builder.environment().put(name, value);
        });
        int code = builder.start().waitFor();
        var launched = new Launched(code, Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return launched;
    }
}
