package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.ApiFailure;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/// The calls inside a sandbox of version 2 of the SDK, below `/v2/toolbox/{sandbox}`. Calls about files are the same
/// as before.
public final class Version2Toolbox implements HttpService {

    private final Calls calls;

    public Version2Toolbox(Target target) {
        this.calls = new Calls(target);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.register("/processes", new ProcessRecordRoutes(calls));
        rules.register("/files", new TransferRoutes(calls, new NoSignature()));
        rules.register("/files", new FileRoutes(calls));
    }

    /// The preview has no signed URLs.
    private record NoSignature() implements SignedTarget {

        @Override
        public String signingKey(String sandbox) {
            throw ApiFailure.inside(401, "UNAUTHORIZED", "there are no signed URLs in the preview of version 2");
        }

        @Override
        public Toolbox of(String sandbox) {
            throw ApiFailure.notFound("there are no signed URLs in the preview of version 2");
        }
    }
}
