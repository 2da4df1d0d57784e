package dev.frostbench.server.preview;

import dev.frostbench.server.http.ApiFailure;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.SocketChannel;

/// The ports of sandboxes, below `/preview/{sandbox}/{port}`. A request goes on to that port on the sandbox's own
/// loopback, and to no other machine.
///
/// What a sandbox answers is shown by a browser as a page without an origin, so its scripts can reach neither the
/// server's own page nor other previews. Cookies go neither way, because a browser keeps them by host: a sandbox would
/// get those of other sandboxes, and of whatever else this machine serves. It gets no token either.
public final class PreviewRoutes implements HttpService {

    public static final HeaderName TOKEN = HeaderNames.create("x-daytona-preview-token");
    static final String PARAMETER = "DAYTONA_SANDBOX_AUTH_KEY";
    private static final int HIGHEST = 65535;

    private final Previewed sandboxes;

    public PreviewRoutes(Previewed sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/{sandbox}/{port}", this::forward).any("/{sandbox}/{port}/{rest:.*}", this::forward);
    }

    private void forward(ServerRequest request, ServerResponse response) throws IOException {
        var path = request.path().pathParameters();
        int port = port(path.get("port"));
        String token = request.headers().first(TOKEN).or(() -> request.query().first(PARAMETER).asOptional())
                .orElse("");
        var sandbox = sandboxes.of(path.get("sandbox"), port, token, request.headers());
        if (request.headers().first(HeaderNames.UPGRADE).filter(to -> to.equalsIgnoreCase("websocket")).isPresent())
            throw ApiFailure.notOffered("a preview takes requests over HTTP, not WebSockets");
        String prefix = "/preview/" + path.get("sandbox") + "/" + path.get("port");
        try (SocketChannel channel = sandbox.connect(port)) {
            new Forwarded(channel, port, prefix).exchange(request, response);
        } catch (ConnectException nobody) {
            throw ApiFailure.of(502, "nothing in the sandbox listens on port " + port + " of its loopback");
        } catch (IOException broken) {
            throw ApiFailure.of(502,
                    "the server on port " + port + " of the sandbox broke off: " + broken.getMessage());
        }
    }

    /// @throws ApiFailure 400 if it is none
    public static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > HIGHEST)
            throw ApiFailure.badRequest("a port is a number from 1 to " + HIGHEST);
        return Integer.parseInt(text);
    }
}
