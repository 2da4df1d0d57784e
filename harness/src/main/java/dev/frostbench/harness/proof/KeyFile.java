package dev.frostbench.harness.proof;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ed25519 keys in PEM files, as `openssl genpkey -algorithm ed25519` and `openssl pkey -pubout` write them.
public final class KeyFile {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final Pattern PEM = Pattern
            .compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+?)\\s*-----END \\1-----");
    /// No key file is larger, in bytes.
    private static final long MOST = 1 << 16;
    private static final String MAKE = "make one with: openssl genpkey -algorithm ed25519 -out key.pem";
    private static final String SHOW = "write it with: openssl pkey -in key.pem -pubout -out key.pub";

    private KeyFile() {}

    /// The key that signs.
    public static PrivateKey signing(Path file) throws IOException {
        byte[] der = content(file, PRIVATE, MAKE);
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException other) {
            throw bad(file, "holds a private key of another kind than Ed25519", MAKE);
        }
    }

    /// The key that checks.
    public static PublicKey checking(Path file) throws IOException {
        byte[] der = content(file, PUBLIC, SHOW);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException other) {
            throw bad(file, "holds a public key of another kind than Ed25519", SHOW);
        }
    }

    private static byte[] content(Path file, String kind, String cure) throws IOException {
        if (!Files.isRegularFile(file)) throw bad(file, Files.exists(file) ? "is no file" : "is not there", cure);
        if (!Files.isReadable(file)) throw bad(file, "may not be read", "check its permissions");
        if (Files.size(file) > MOST) throw bad(file, "is too large for a key", cure);
        Optional<String> other = Optional.empty();
        Matcher found = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (found.find()) {
            if (found.group(1).equals(kind)) return decoded(file, found.group(2), cure);
            other = Optional.of(found.group(1));
        }
        if (other.equals(Optional.of("ENCRYPTED PRIVATE KEY")) && kind.equals(PRIVATE))
            throw bad(file, "is encrypted", "decrypt it with: openssl pkey -in " + file + " -out key.pem");
        throw bad(file, other.map(name -> "holds a " + name.toLowerCase(java.util.Locale.ROOT) + ", and what is wanted"
                + " is a " + kind.toLowerCase(java.util.Locale.ROOT)).orElse("holds no key in PEM form"), cure);
    }

    private static byte[] decoded(Path file, String base64, String cure) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw bad(file, "holds a key that is not whole", cure);
        }
    }

    private static BadInput bad(Path file, String wrong, String cure) {
        return new BadInput(Problem.of(file.toString(), "the key", wrong, cure));
    }
}
