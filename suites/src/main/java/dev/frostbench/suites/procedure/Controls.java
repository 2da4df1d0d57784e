package dev.frostbench.suites.procedure;

import dev.frostbench.suites.dataset.Sha256;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// How often a prediction that would pass is tried again, and what seeds the choices in that.
///
/// A *true run* is the evaluation as it is. A *control* is the same with tests that cannot pass. At depth *n* there are
/// *n* of each. Code that forges at random, in a share *p* of its runs, gets through if it forges in each true run and
/// in no control. The chance of that is (p(1 − p))ⁿ, at most 1 in 4ⁿ, whatever *p* is. Code that can count its runs
/// knows that the first one is true, and has to guess the order of the others.
///
/// @param depth 0 for no control
/// @param secret drawn for one attempt, so that nobody can try a patch at home until the choices suit it; empty where
///     only the shape of a procedure matters
public record Controls(int depth, String secret) {

    public static final int STANDARD = 1;
    /// The depth for a model that has forged: 1 in 1,024.
    public static final int OF_A_FORGER = 5;
    public static final int DEEPEST = 10;
    public static final Controls NONE = new Controls(0, "");

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom CHANCE = new SecureRandom();

    public Controls {
        if (depth < 0 || depth > DEEPEST)
            throw new IllegalArgumentException("wanted a depth from 0 to " + DEEPEST + ", got " + depth);
    }

    /// Controls whose procedure is never carried out: it is the same each time.
    public static Controls shape(int depth) {
        return new Controls(depth, "");
    }

    /// Controls for one attempt.
    public static Controls drawn(int depth) {
        byte[] secret = new byte[SECRET_BYTES];
        CHANCE.nextBytes(secret);
        return new Controls(depth, HexFormat.of().formatHex(secret));
    }

    /// One forgery gets through with a chance of at most 1 in so many.
    public static long odds(int depth) {
        return 1L << 2 * depth;
    }

    /// The same for code that can count its runs: it must guess which one of so many orders was drawn.
    public static long oddsOfWhoCounts(int depth) {
        if (depth == 1) return 2;
        long orders = 1;
        for (int number = 1; number < depth; number++) orders = orders * (depth + number) / number;
        return orders;
    }

    /// The seed of what is chosen for this purpose.
    public String seed(String purpose) {
        return HexFormat.of().formatHex(Sha256.of(secret, purpose));
    }

    /// The same values in an order that is drawn for this purpose.
    public <T> List<T> drawnOrder(String purpose, List<T> values) {
        List<T> drawn = new ArrayList<>(values);
        Collections.shuffle(drawn, new Random(ByteBuffer.wrap(Sha256.of(secret, purpose)).getLong()));
        return drawn;
    }
}
