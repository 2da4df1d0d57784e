package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.ApiFailure;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/// The calls inside a sandbox, below `/toolbox/{sandbox}`.
public final class ToolboxRoutes implements HttpService {

    private final Calls calls;
    private final SignedTarget signed;

    public ToolboxRoutes(Target target, SignedTarget signed) {
        this.calls = new Calls(target);
        this.signed = signed;
    }

    /// Without signed URLs.
    public ToolboxRoutes(Target target) {
        this(target, new SignedTarget() {

            @Override
            public String signingKey(String sandbox) {
                throw ApiFailure.inside(401, "UNAUTHORIZED", "there are no signed URLs here");
            }

            @Override
            public Toolbox of(String sandbox) {
                throw ApiFailure.notFound("there are no signed URLs here");
            }
        });
    }

    @Override
    public void routing(HttpRules rules) {
        rules.register("/", new SystemRoutes(calls));
        rules.register("/process/session", new SessionRoutes(calls));
        rules.register("/process/interpreter", new InterpreterRoutes(calls));
        rules.register("/process", new ProcessRoutes(calls));
        rules.register("/process/pty", new TerminalRoutes(calls));
        rules.register("/git", new GitRoutes(calls));
        rules.register("/git", new GitExchangeRoutes(calls));
        rules.register("/files", new TransferRoutes(calls, signed));
        rules.register("/files", new FileRoutes(calls));
    }
}
