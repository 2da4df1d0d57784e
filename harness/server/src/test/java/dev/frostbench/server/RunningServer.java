package dev.frostbench.server;

import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A whole server in this process, on a free port of loopback, with a store and a database of its own.
final class RunningServer implements AutoCloseable {

    final Path folder;
    final List<String> log = new CopyOnWriteArrayList<>();
    final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    RunningServer() throws Exception {
        this(Files.createTempDirectory("frostbench-server-"), settings -> settings);
    }

    /// @param folder of the store and the database; what is there already is used
    RunningServer(Path folder, UnaryOperator<ServerSettings> change) throws Exception {
        this.folder = folder;
        Settings machine = new Settings(Optional.of(folder.resolve("store").toString()), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false,
                System.getenv());
        Path home = Path.of("../..").toAbsolutePath().normalize();
        Places places = new Places(home, home, folder.resolve("store"), machine);
        server = Server.open(change.apply(new ServerSettings(new Listen("127.0.0.1", 0), folder.resolve("data"),
                Optional.empty(), "host", 100, 10_000, 4, Map.of(), Set.of(),
                Optional.empty())), places, log::add);
        new DefaultSnapshot(server.machine(), places).prepare("host", new PrintWriter(Writer.nullWriter()));
        server.listen();
    }

    /// @param sandboxes how many an organisation may have at once
    /// @param rate how many requests it may make in a second
    static RunningServer bounded(int sandboxes, int rate) throws Exception {
        return new RunningServer(Files.createTempDirectory("frostbench-server-"),
                usual -> bounded(usual, sandboxes, rate));
    }

    static ServerSettings bounded(ServerSettings usual, int sandboxes, int rate) {
        return new ServerSettings(usual.listen(), usual.data(), usual.url(), usual.snapshot(), sandboxes, rate,
                usual.pool(), usual.images(), usual.allowed(), usual.tls());
    }

    /// A text as one segment of a path.
    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A caller with a new key.
    Client client(String organisation) {
        return client(organisation, "user");
    }

    Client client(String organisation, String user) {
        return withKey(server.keys().create(organisation, user, ""));
    }

    Client withKey(String key) {
        return new Client(client, server.url(), key);
    }

    /// Asks without a key.
    Answer plain(String url, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Client.PATIENCE);
        if (!token.isEmpty()) request.header("x-daytona-preview-token", token);
        return Answer.of(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /// Ends the server and keeps the folder.
    void stop() throws IOException {
        server.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Trees.remove(folder);
    }
}
