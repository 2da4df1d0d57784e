package dev.frostbench.harness.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// A signed text in the form of DSSE 1.0.2 (https://github.com/secure-systems-lab/dsse): what is signed is not the text
/// alone but its type with it, see [#signed].
///
/// @param signatures by Ed25519; none if nobody signed
record Envelope(String type, byte[] payload, List<byte[]> signatures) {

    /// The type of an in-toto statement.
    static final String IN_TOTO = "application/vnd.in-toto+json";
    private static final String ED25519 = "Ed25519";

    static Envelope of(byte[] payload, Optional<PrivateKey> key) {
        var unsigned = new Envelope(IN_TOTO, payload, List.of());
        return key.map(signer -> new Envelope(IN_TOTO, payload, List.of(unsigned.sign(signer)))).orElse(unsigned);
    }

    /// One JSON object in a line.
    byte[] bytes() {
        var json = JsonNodeFactory.instance.objectNode()
                .put("payload", Base64.getEncoder().encodeToString(payload)).put("payloadType", type);
        var array = json.putArray("signatures");
        for (byte[] signature : signatures)
            array.addObject().put("sig", Base64.getEncoder().encodeToString(signature));
        byte[] line = JsonMapper.shared().writeValueAsBytes(json);
        byte[] whole = Arrays.copyOf(line, line.length + 1);
        whole[line.length] = '\n';
        return whole;
    }

    /// Reads exactly what [#bytes] writes; empty for everything else, also for the same in other words: a byte that
    /// could be another one without notice would not be proved.
    static Optional<Envelope> read(byte[] bytes) {
        try {
            JsonNode json = JsonMapper.shared().readTree(bytes);
            List<byte[]> signatures = new ArrayList<>();
            for (JsonNode signature : json.path("signatures"))
                signatures.add(Base64.getDecoder().decode(signature.path("sig").asString()));
            var envelope = new Envelope(json.path("payloadType").asString(),
                    Base64.getDecoder().decode(json.path("payload").asString()), signatures);
            return Optional.of(envelope).filter(read -> Arrays.equals(read.bytes(), bytes));
        } catch (JacksonException | IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /// Whether there is a signature, and each is by this key.
    boolean isSignedBy(PublicKey key) {
        return !signatures.isEmpty() && signatures.stream().allMatch(signature -> isBy(key, signature));
    }

    private boolean isBy(PublicKey key, byte[] signature) {
        try {
            var check = Signature.getInstance(ED25519);
            check.initVerify(key);
            check.update(signed());
            return check.verify(signature);
        } catch (GeneralSecurityException none) {
            return false; // it has not even the form of a signature
        }
    }

    private byte[] sign(PrivateKey key) {
        try {
            var sign = Signature.getInstance(ED25519);
            sign.initSign(key);
            sign.update(signed());
            return sign.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("an Ed25519 key signs", impossible);
        }
    }

    /// `PAE(type, payload)` of the protocol: `DSSEv1`, and both with their lengths before them.
    byte[] signed() {
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("DSSEv1 " + name.length + " " + type + " " + payload.length + " ")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        return all;
    }
}
