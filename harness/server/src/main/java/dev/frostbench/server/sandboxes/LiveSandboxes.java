package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.Callers;
import dev.frostbench.server.state.Caller;
import dev.frostbench.server.toolbox.SignedTarget;
import dev.frostbench.server.toolbox.SocketTarget;
import dev.frostbench.server.toolbox.Target;
import dev.frostbench.server.toolbox.Toolbox;
import dev.frostbench.server.toolbox.files.Signature;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds the sandboxes that run for the calls inside them.
public final class LiveSandboxes implements Target, SocketTarget {

    private final Callers callers;
    private final Sandboxes sandboxes;

    public LiveSandboxes(Callers callers, Sandboxes sandboxes) {
        this.callers = callers;
        this.sandboxes = sandboxes;
    }

    @Override
    public Toolbox of(ServerRequest request) {
        return Sandboxes.running(sandboxes.registry().find(callers.of(request),
                request.path().pathParameters().get("sandbox")));
    }

    @Override
    public Toolbox of(String sandbox, Headers headers) {
        return Sandboxes.running(sandboxes.registry().find(callers.of(headers), sandbox));
    }

    @Override
    public boolean isAllowed(Headers headers) {
        return callers.isKnown(headers);
    }

    /// How many sandboxes of a caller's organisation are in each state, by the SDKs' words.
    public Map<String, Long> states(Caller caller) {
        return sandboxes.registry().of(caller).stream()
                .collect(Collectors.groupingBy(each -> each.record().state().word(), TreeMap::new,
                        Collectors.counting()));
    }

    /// The same for signed URLs.
    public SignedTarget signed() {
        return new SignedTarget() {

            @Override
            public String signingKey(String sandbox) {
                return known(sandbox).record().signingKey();
            }

            @Override
            public Toolbox of(String sandbox) {
                Tenanted found = known(sandbox);
                callers.count(found.record().organisation());
                return Sandboxes.running(found);
            }
        };
    }

    private Tenanted known(String id) {
        return sandboxes.registry().byId(id).orElseThrow(Signature::wrong);
    }
}
