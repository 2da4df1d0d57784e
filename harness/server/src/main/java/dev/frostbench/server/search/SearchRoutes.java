package dev.frostbench.server.search;

import dev.frostbench.reports.html.SearchPage;
import dev.frostbench.reports.search.SearchJson;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.http.Query;
import dev.frostbench.server.state.AuditLog;
import dev.frostbench.server.state.Caller;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls about tree searches, below `/api/search`.
public final class SearchRoutes implements HttpService {

    private final Callers callers;
    private final Searches searches;
    private final AuditLog audit;
    private final Following following = new Following();

    public SearchRoutes(Callers callers, Searches searches, AuditLog audit) {
        this.callers = callers;
        this.searches = searches;
        this.audit = audit;
    }

    /// One call about one search.
    interface Call {
        void answer(Caller caller, SearchView view, ServerRequest request, ServerResponse response)
                throws IOException, InterruptedException;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", this::start).get("/", this::list)
                .get("/{search}", call((_, view, _, response) -> send(response, 200, view.summary())))
                .delete("/{search}", call(this::delete))
                .post("/{search}/stop", call(this::stop))
                .get("/{search}/tree", call((_, view, _, response) -> text(response, "application/json",
                        SearchJson.write(view.record()))))
                .get("/{search}/tree.html", call((_, view, _, response) -> text(response, "text/html; charset=utf-8",
                        SearchPage.text(view.record()))))
                .get("/{search}/nodes", call(this::nodes));
        rules.register("/{search}/nodes/{node}", new NodeRoutes(this::call, searches, audit));
    }

    private Handler call(Call call) {
        return (request, response) -> {
            Caller caller = callers.of(request);
            LiveSearch search = searches.find(caller, request.path().pathParameters().get("search"));
            call.answer(caller, view(search), request, response);
        };
    }

    private SearchView view(LiveSearch search) {
        return new SearchView(search, searches.store(), searches.snapshots());
    }

    /// All of ASCII, since a byte of a path that is no UTF-8 is half of a surrogate pair.
    static void send(ServerResponse response, int status, JsonNode answer) {
        response.status(status);
        text(response, "application/json", SearchJson.line(answer));
    }

    private static void text(ServerResponse response, String type, String text) {
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.send(text.getBytes(StandardCharsets.UTF_8));
    }

    private void start(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        LiveSearch search = searches.start(caller, Asked.read(Json.body(request)));
        audit.add(caller, "search", search.setting().id());
        send(response, 201, view(search).summary());
    }

    private void list(ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        searches.of(caller).forEach(search -> items.add(view(search).summary()));
        send(response, 200, answer);
    }

    private void stop(Caller caller, SearchView view, ServerRequest request, ServerResponse response)
            throws IOException {
        view.search().stop();
        audit.add(caller, "stop search", view.search().setting().id());
        send(response, 200, view.summary());
    }

    private void delete(Caller caller, SearchView view, ServerRequest request, ServerResponse response)
            throws IOException {
        searches.delete(view.search());
        audit.add(caller, "delete search", view.search().setting().id());
        response.status(204).send();
    }

    private void nodes(Caller caller, SearchView view, ServerRequest request, ServerResponse response) {
        int from = new Query(request.query()).number("from").orElse(0);
        boolean follows = request.query().first("follow").map(Boolean::parseBoolean).orElse(false);
        following.send(view, from, follows, response);
    }
}
