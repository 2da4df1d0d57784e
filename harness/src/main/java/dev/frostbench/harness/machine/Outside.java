package dev.frostbench.harness.machine;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Programs of this machine, run outside the user namespace of this process. Inside it the user has another id, which
/// Slurm's programs would tell their cluster. So the launcher leaves a shell outside, which runs what it is asked for.
///
///     words, each followed by a zero byte, then one more  ──▶  the shell
///                                           exit code, a line feed  ◀──
///
/// The first word is a folder for what the program prints.
public final class Outside {

    /// The exit code that shells and `timeout` give for a program that is not there.
    private static final int NOT_THERE = 127;
    private static final int TIMED_OUT = 124;

    private final Path ask;
    private final Path answer;

    private Outside(Path ask, Path answer) {
        this.ask = ask;
        this.answer = answer;
    }

    /// What a program printed and how it ended.
    public record Said(int code, String out, String err) {

        /// Whether there is no such program.
        public boolean isMissing() {
            return code == NOT_THERE;
        }

        /// Whether it took too long and was ended.
        public boolean isTimedOut() {
            return code == TIMED_OUT;
        }
    }

    /// The shell that the launcher has left. Throws if there is none.
    public static Outside here() throws IOException {
        String[] ends = System.getProperty("frostbench.outside", "").split(":");
        if (ends.length != 2)
            throw new IOException("nothing outside the user namespace of this process can start programs for it;"
                    + " start it by ./frostbench");
        return new Outside(Path.of("/proc/self/fd", ends[0]), Path.of("/proc/self/fd", ends[1]));
    }

    /// Runs a program and waits for its end.
    ///
    /// @param words none of which is empty or has a zero byte
    /// @param longest after that it is ended
    public synchronized Said run(List<String> words, Duration longest) throws IOException {
        if (words.stream().anyMatch(word -> word.isEmpty() || word.indexOf(0) >= 0))
            throw new IllegalArgumentException("wanted words without zero bytes, none empty, got " + words);
        Path folder = Files.createTempDirectory("frostbench-outside-");
        try {
            List<String> all = new ArrayList<>(List.of(folder.toString(), "timeout", "-k", "5",
                    String.valueOf(longest.toSeconds())));
            all.addAll(words);
            int code = carryOut(all);
            return new Said(code, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
        } finally {
            for (String name : List.of("out", "err")) Files.deleteIfExists(folder.resolve(name));
            Files.deleteIfExists(folder);
        }
    }

    private int carryOut(List<String> words) throws IOException {
        var request = new StringBuilder();
        for (String word : words) request.append(word).append('\0');
        request.append('\0');
        try (var out = new FileOutputStream(ask.toFile()); var in = new FileInputStream(answer.toFile())) {
            out.write(request.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            var line = new StringBuilder();
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) throw new IOException("the shell that starts programs outside has ended");
                line.append((char) read);
            }
            return Integer.parseInt(line.toString());
        }
    }
}
