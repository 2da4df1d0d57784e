package dev.frostbench.harness.cli.console;

import dev.frostbench.fixtures.linux.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The words of the command line as raw bytes, in the form of [FileName]. Java replaces what is not in the locale's
/// encoding by U+FFFD, but paths inside a snapshot may be any bytes.
public final class CommandLineBytes {

    private static final char LOST = '\uFFFD';

    private CommandLineBytes() {}

    /// @param given the words from Java
    public static String[] of(String[] given) {
        if (Arrays.stream(given).noneMatch(word -> word.indexOf(LOST) >= 0)) return given;
        try {
            List<String> all = words(Files.readAllBytes(Path.of("/proc/self/cmdline")));
            return all.size() < given.length ? given
                    : all.subList(all.size() - given.length, all.size()).toArray(String[]::new);
        } catch (IOException unknown) {
            return given;
        }
    }

    private static List<String> words(byte[] line) {
        List<String> words = new ArrayList<>();
        for (int from = 0, at = 0; at < line.length; at++)
            if (line[at] == 0) {
                words.add(FileName.decode(Arrays.copyOfRange(line, from, at)));
                from = at + 1;
            }
        return words;
    }
}
