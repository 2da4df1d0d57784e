package dev.frostbench.harness.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    /// The example keys of RFC 8410, section 10.
    private static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;
    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;

    @TempDir
    Path folder;

    @Test
    void aKeyOfThisFormSignsWhatItsPublicHalfChecks() throws IOException {
        var payload = "{}".getBytes(StandardCharsets.UTF_8);
        var signed = Envelope.of(payload, Optional.of(KeyFile.signing(file(PRIVATE))));
        var read = Envelope.read(signed.bytes()).orElseThrow();
        assertThat(read.isSignedBy(KeyFile.checking(file(PUBLIC)))).isTrue();
        var other = new Envelope(read.type(), "{ }".getBytes(StandardCharsets.UTF_8), read.signatures());
        assertThat(other.isSignedBy(KeyFile.checking(file(PUBLIC)))).isFalse();
        var otherType = new Envelope("text/plain", payload, read.signatures());
        assertThat(otherType.isSignedBy(KeyFile.checking(file(PUBLIC)))).isFalse();
        assertThat(Envelope.of(payload, Optional.empty()).isSignedBy(KeyFile.checking(file(PUBLIC)))).isFalse();
    }

    /// The vector of DSSE's protocol page: what is signed of "hello world".
    @Test
    void whatIsSignedIsTheTypeAndThePayloadWithTheirLengths() {
        var envelope = new Envelope("http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8),
                List.of());
        assertThat(new String(envelope.signed(), StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void anythingElseIsRefusedWithItsCure() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        refused(file(pem("PRIVATE KEY", rsa.getPrivate().getEncoded())), "another kind than Ed25519");
        refused(file(PUBLIC), "holds a public key, and what is wanted is a private key");
        refused(file(PRIVATE.replace(" PRIVATE", " ENCRYPTED PRIVATE")), "is encrypted");
        refused(file(PRIVATE.replace("MC4C", "MC4")), "another kind than Ed25519");
        refused(file(PRIVATE.substring(0, 60)), "holds no key in PEM form");
        refused(file(HexFormat.of().formatHex(new byte[32])), "holds no key in PEM form");
        refused(file(""), "holds no key in PEM form");
        refused(folder, "is no file");
        refused(folder.resolve("none"), "is not there");
        assertThatThrownBy(() -> KeyFile.checking(file(PRIVATE))).hasMessageContaining("wanted is a public key")
                .hasMessageContaining("openssl pkey");
    }

    private static void refused(Path file, String wrong) {
        assertThatThrownBy(() -> KeyFile.signing(file)).hasMessageContaining(file.toString())
                .hasMessageContaining(wrong).hasMessageContaining("openssl");
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END " + kind + "-----\n";
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "key", ".pem"), text);
    }
}
