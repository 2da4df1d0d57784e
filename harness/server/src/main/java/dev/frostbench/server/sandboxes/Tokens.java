package dev.frostbench.server.sandboxes;

import java.security.SecureRandom;
import java.util.Base64;

/// Secrets that nobody can guess.
final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /// 256 random bits, in characters that need no escape in a URL.
    static String fresh() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
