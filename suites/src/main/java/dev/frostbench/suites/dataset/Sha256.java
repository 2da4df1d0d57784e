package dev.frostbench.suites.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// The hash that identifies texts, results and files.
public final class Sha256 {

    private Sha256() {}

    /// A hash with no input yet.
    public static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    /// The hash of the input so far, as 64 hex digits.
    public static String hex(MessageDigest sha256) {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /// The hash of bytes, as 64 hex digits.
    public static String hexOf(byte[] bytes) {
        var sha256 = begun();
        sha256.update(bytes);
        return hex(sha256);
    }

    /// The hash of a file's content, as 64 hex digits.
    public static String hexOf(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), begun())) {
            in.transferTo(OutputStream.nullOutputStream());
            return hex(in.getMessageDigest());
        }
    }

    /// The hash of the bytes of these, one after the other, as 64 hex digits. All processors make bytes.
    public static <T> String hexOf(List<T> parts, Function<T, byte[]> bytes) {
        var sha256 = begun();
        InOrder.results(parts.stream(), bytes).forEachOrdered(sha256::update);
        return hex(sha256);
    }

    /// The hash of the texts in UTF-8, one after the other.
    public static byte[] of(String... texts) {
        var sha256 = begun();
        for (String text : texts) sha256.update(text.getBytes(StandardCharsets.UTF_8));
        return sha256.digest();
    }
}
