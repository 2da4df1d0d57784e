package dev.frostbench.server.search;

import dev.frostbench.harness.search.Tree;
import dev.frostbench.reports.search.SearchJson;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/// Sends the nodes of a search as they come: lines of JSON, each an object with a `node` or the `search`. A line with
/// the search comes after each batch of nodes, every ten seconds while there are none, and last.
final class Following {

    /// So a client that is gone is noticed.
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST = 100;

    private final Map<String, Integer> followers = new ConcurrentHashMap<>();

    /// @param from the first node that is wanted
    /// @param follows whether to wait for more until the search has ended
    void send(SearchView view, int from, boolean follows, ServerResponse response) {
        String organisation = view.search().setting().by().organisation();
        if (followers.merge(organisation, 1, Integer::sum) > MOST) {
            followers.merge(organisation, -1, Integer::sum);
            throw ApiFailure.of(403, "your organisation follows " + MOST + " searches, which is its limit");
        }
        view.search().news().follow(1);
        response.header(HeaderNames.CONTENT_TYPE, "application/x-ndjson");
        try (OutputStream out = response.outputStream()) {
            send(view, from, follows, out);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone); // which ends the connection
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            view.search().news().follow(-1);
            followers.merge(organisation, -1, Integer::sum);
        }
    }

    private static void send(SearchView view, int from, boolean follows, OutputStream out)
            throws IOException, InterruptedException {
        LiveSearch search = view.search();
        long until = System.nanoTime() + LONGEST.toNanos();
        int next = from;
        while (true) {
            boolean last = !follows || search.end().isPresent() || System.nanoTime() - until > 0;
            int nodes = search.news().nodes();
            Tree tree = search.tree();
            try {
                for (; next < nodes; next++)
                    line(out, "node", view.node(tree, tree.nodes().get(next)));
            } catch (ApiFailure deleted) {
                last = true;
            }
            line(out, "search", view.summary());
            out.flush();
            if (last) return;
            search.news().await(next, () -> search.end().isPresent(), SILENCE);
        }
    }

    private static void line(OutputStream out, String name, ObjectNode content) throws IOException {
        ObjectNode line = Json.object();
        line.set(name, content);
        out.write((SearchJson.line(line) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
