package dev.frostbench.server.toolbox.files;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.state.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/// The right to read or write one file of one sandbox, as a URL carries it: whoever has the URL needs no key.
///
/// @param method GET or POST
/// @param path exactly as in the URL
/// @param expires seconds since 1970, or 0 for never
public record Signature(String method, String path, long expires) {

    /// `v1_` and the HMAC-SHA256 by the text of the key, in base64url without padding.
    public String by(String key) {
        return "v1_" + Tokens.of(key, "v1:files:" + method + ":" + path + ":" + expires);
    }

    /// For a wrong signature, and for a sandbox that is not there: whoever has no key learns of no sandbox.
    public static ApiFailure wrong() {
        return ApiFailure.inside(401, "UNAUTHORIZED", "the signature of this URL is wrong");
    }

    /// @throws ApiFailure 401 if it was not made by the key, 403 if its time is over
    public void require(String told, String key, Instant now) {
        if (!MessageDigest.isEqual(by(key).getBytes(StandardCharsets.UTF_8), told.getBytes(StandardCharsets.UTF_8)))
            throw wrong();
        if (expires != 0 && now.getEpochSecond() > expires)
            throw ApiFailure.inside(403, "FORBIDDEN", "the time of this URL is over");
    }
}
