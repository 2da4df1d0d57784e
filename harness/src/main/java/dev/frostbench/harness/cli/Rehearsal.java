package dev.frostbench.harness.cli;

import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.harness.cli.console.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Does what commands do at their start, so that the start-up cache holds the classes for it. The launcher runs it once
/// after a build.
final class Rehearsal {

    /// Its command may fail: a sandbox is made before that is known.
    private static final String DOCKERFILE = """
            FROM scratch AS base
            WORKDIR /srv
            COPY root /
            RUN : > made
            FROM base
            COPY --from=base /srv/made /copy
            ENV A=B
            """;

    private Rehearsal() {}

    /// @param folder has a folder `root` with the files of a shell, or nothing; a store may be made in it
    static int run(Path folder) throws IOException {
        var silent = new PrintWriter(Writer.nullWriter());
        var line = Frostbench.commandLine(silent, silent);
        line.execute("--help");
        for (String command : line.getSubcommands().keySet()) line.execute(command, "--help");
        line.execute("bench", "--no-such-option");
        Files.writeString(folder.resolve("Dockerfile"), DOCKERFILE);
        for (List<String> words : List.of(List.of("snapshot", "build", "rehearsal", folder.toString()),
                List.of("snapshot", "build", "rehearsal", folder.toString()), List.of("snapshot", "list"),
                List.of("exec", "rehearsal", "--", "/bin/sh", "-c", ":")))
            Frostbench.commandLine(silent, silent).execute(words.toArray(String[]::new));
        // its files may have owners that only this process can be
        Path store = folder.resolve("store");
        if (Files.exists(store)) Trees.remove(store);
        return ExitCode.DONE;
    }
}
