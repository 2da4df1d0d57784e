package dev.frostbench.harness.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// Where two files differ first, in words.
final class FirstDifference {

    private static final int SHOWN = 100;

    private FirstDifference() {}

    /// @return nothing if the files are equal to the byte
    static Optional<String> of(Path wanted, Path got) throws IOException {
        if (!Files.isRegularFile(got, LinkOption.NOFOLLOW_LINKS)) return Optional.of("is no regular file");
        long at = Files.mismatch(wanted, got);
        if (at < 0) return Optional.empty();
        byte[] first = Files.readAllBytes(wanted);
        byte[] second = Files.readAllBytes(got);
        int line = 1;
        int begin = 0;
        for (int byteAt = 0; byteAt < at; byteAt++)
            if (first[byteAt] == '\n') {
                line++;
                begin = byteAt + 1;
            }
        return Optional.of("line " + line + " is " + line(second, begin) + " instead of " + line(first, begin));
    }

    private static String line(byte[] bytes, int begin) {
        if (begin >= bytes.length) return "not there";
        int end = begin;
        while (end < bytes.length && bytes[end] != '\n') end++;
        String text = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
    }
}
