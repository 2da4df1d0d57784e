package dev.frostbench.suites;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash by which texts are told apart.
public final class Sha256 {

    private Sha256() {}

    /// Of the texts in UTF-8, one after the other.
    public static byte[] of(String... texts) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (String text : texts) sha256.update(text.getBytes(StandardCharsets.UTF_8));
            return sha256.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
