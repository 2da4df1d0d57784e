package dev.frostbench.server.page;

import dev.frostbench.reports.html.PageStyle;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The page at `/`. It is the same for everybody and holds no data: its script asks for a key, and makes the calls
/// that anybody with this key may make.
///
/// The key is in no address and no cookie. It is in the page's memory and in the session storage of its origin, which
/// no preview can read, because a browser shows previews without an origin. The policy lets nothing act but the page's
/// own style and script, lets the script talk to this server alone, forbids that it makes markup of text, and lets no
/// other page frame this one or keep a hand on its window.
public final class PageRoutes implements HttpService {

    private final String policy;
    private final byte[] page;

    public PageRoutes() {
        String style = PageStyle.common() + resource("page.css");
        String script = resource("page.js") + resource("snapshots.js");
        policy = "default-src 'none'; style-src '" + PageStyle.hash(style) + "'; script-src '" + PageStyle.hash(script)
                + "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'";
        page = resource("page.html").replace("STYLE", style).replace("SCRIPT", script)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String resource(String name) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::page);
    }

    private void page(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        response.header("Content-Security-Policy", policy);
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        response.header("Cross-Origin-Resource-Policy", "same-origin");
        response.header("Referrer-Policy", "no-referrer");
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Cache-Control", "no-cache");
        response.send(page);
    }
}
