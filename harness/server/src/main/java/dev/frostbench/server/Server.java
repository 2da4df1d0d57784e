package dev.frostbench.server;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.recipe.registries.MachineNetwork;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.server.events.EventSocket;
import dev.frostbench.server.events.Events;
import dev.frostbench.server.http.Answers;
import dev.frostbench.server.http.BaseAddress;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.RateLimit;
import dev.frostbench.server.openapi.DocumentRoutes;
import dev.frostbench.server.page.PageRoutes;
import dev.frostbench.server.preview.PreviewRoutes;
import dev.frostbench.server.sandboxes.Alarms;
import dev.frostbench.server.sandboxes.Branches;
import dev.frostbench.server.sandboxes.LiveSandboxes;
import dev.frostbench.server.sandboxes.Networks;
import dev.frostbench.server.sandboxes.PortRoutes;
import dev.frostbench.server.sandboxes.Ports;
import dev.frostbench.server.sandboxes.SandboxRecord;
import dev.frostbench.server.sandboxes.SandboxRoutes;
import dev.frostbench.server.sandboxes.Sandboxes;
import dev.frostbench.server.sandboxes.Supply;
import dev.frostbench.server.sandboxes.VolumeWatch;
import dev.frostbench.server.sandboxes.WarmPools;
import dev.frostbench.server.search.SearchRoutes;
import dev.frostbench.server.search.Searches;
import dev.frostbench.server.snapshots.Images;
import dev.frostbench.server.snapshots.LineageRoutes;
import dev.frostbench.server.snapshots.SnapshotRecord;
import dev.frostbench.server.snapshots.SnapshotRoutes;
import dev.frostbench.server.snapshots.Snapshots;
import dev.frostbench.server.state.AuditLog;
import dev.frostbench.server.state.Database;
import dev.frostbench.server.state.Keys;
import dev.frostbench.server.state.Rows;
import dev.frostbench.server.toolbox.ToolboxRoutes;
import dev.frostbench.server.toolbox.ToolboxSockets;
import dev.frostbench.server.toolbox.Version2Toolbox;
import dev.frostbench.server.version2.Version2Routes;
import dev.frostbench.server.volumes.VolumeRecord;
import dev.frostbench.server.volumes.VolumeRoutes;
import dev.frostbench.server.volumes.Volumes;
import io.helidon.common.configurable.Resource;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.websocket.WsRouting;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A server for agents.
final class Server implements BaseAddress, AutoCloseable {

    /// Held, because a level that was set is forgotten with its logger.
    private static final Logger WEB_SERVER = Logger.getLogger("io.helidon");
    /// Warns, with a stack trace, of each client that goes away in the middle of a request.
    private static final Logger CONNECTIONS = Logger.getLogger("io.helidon.webserver.http1.Http1Connection");
    private static final int BURST_SECONDS = 2;
    private static final String TOOLBOX = "/toolbox/{sandbox}";
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final ServerSettings settings;
    private final DataFolder folder;
    private final Database database;
    private final Machine machine;
    private final Networks networks;
    private final Supply supply;
    private final Volumes volumes;
    private final Sandboxes sandboxes;
    private final Searches searches;
    private final Alarms alarms;
    private final VolumeWatch watch;
    private final HttpService calls;
    private final WebServer web;

    private Server(ServerSettings settings, Places places, DataFolder folder, Database database, Machine machine,
            MachineNetwork outside, Consumer<String> log) throws IOException {
        this.settings = settings;
        this.folder = folder;
        this.database = database;
        this.machine = machine;
        var events = new Events();
        var snapshots = new Snapshots(machine.store(), places.shippedRecipes(),
                new Rows<>(database, "snapshot", SnapshotRecord.class));
        this.networks = new Networks(outside::through, settings.allowed());
        this.supply = new Supply(machine.runtime(), settings.pool(), log);
        this.volumes = Volumes.open(settings.data().resolve("volumes"),
                new Rows<>(database, "volume", VolumeRecord.class), machine.store());
        this.sandboxes = new Sandboxes(machine.store(), supply, networks, snapshots, volumes, events,
                new Rows<>(database, "sandbox", SandboxRecord.class), settings.sandboxes(), this);
        this.searches = new Searches(machine.store(),
                new Branches(sandboxes, supply, networks, settings.sandboxes()), snapshots);
        this.alarms = new Alarms(sandboxes, log);
        this.watch = new VolumeWatch(sandboxes, volumes, log);
        var callers = new Callers(new Keys(database), new RateLimit(settings.rate(), settings.rate() * BURST_SECONDS));
        var live = new LiveSandboxes(callers, sandboxes);
        this.calls = calls(callers, snapshots, live);
        this.web = web(callers, events, live, log);
    }

    /// Opens everything; [#listen] begins to serve. What an earlier server left is taken over.
    ///
    /// @param log takes lines about failures that are nobody's input
    static Server open(ServerSettings settings, Places places, Consumer<String> log) throws IOException {
        DataFolder folder = DataFolder.take(settings.data());
        Database database = null;
        Machine machine = null;
        try {
            database = DataFolder.database(settings.data());
            machine = Machine.open(places);
            return new Server(settings, places, folder, database, machine, outside(places, machine), log);
        } catch (IOException | RuntimeException failure) {
            try (folder; Database _ = database; Machine _ = machine) {
                throw failure;
            }
        }
    }

    private static MachineNetwork outside(Places places, Machine machine) throws IOException {
        try {
            return MachineNetwork.write(places.settings().environment(), machine.store().workshop());
        } catch (IllegalArgumentException notSupported) {
            throw new BadInput(Problem.of("environment", "the settings of the network", "cannot be used",
                    notSupported.getMessage()));
        }
    }

    private HttpService calls(Callers callers, Snapshots snapshots, LiveSandboxes live) {
        var audit = new AuditLog(database);
        var ports = new Ports(callers, sandboxes);
        var images = new Images(machine.store(), machine.runtime(), snapshots, settings.images(),
                networks::building);
        var pools = new WarmPools(callers, machine.store(), snapshots, supply, networks);
        return rules -> rules
                .register("/api/sandbox", new SandboxRoutes(callers, sandboxes, snapshots, images, audit,
                        settings.snapshot()))
                .register("/api/sandbox/{sandbox}/ports/{port}", new PortRoutes(callers, sandboxes, ports, this))
                .register("/preview", new PreviewRoutes(ports))
                .register("/api/warm-pools", pools)
                .register("/api", new OtherRoutes(callers, this, settings.snapshot()))
                .register("/api", new AccountRoutes(callers, machine.store(), live, volumes, audit,
                        settings.sandboxes()))
                .register("/api/volumes", new VolumeRoutes(callers, volumes, sandboxes::having, audit))
                .register("/api/snapshots", new SnapshotRoutes(callers, machine.store(), snapshots, images, audit))
                .register("/api/search", new SearchRoutes(callers, searches, audit))
                .register("/api", new LineageRoutes(callers, machine.store(), snapshots))
                .register("/", new PageRoutes())
                .register(TOOLBOX, new ToolboxRoutes(live, live.signed()))
                .register("/v2", new Version2Routes(callers, sandboxes, snapshots, images, audit, settings.snapshot(),
                        this))
                .register("/v2/toolbox/{sandbox}", new Version2Toolbox(live))
                .register(new DocumentRoutes());
    }

    private WebServer web(Callers callers, Events events, LiveSandboxes live, Consumer<String> log) {
        WEB_SERVER.setLevel(Level.WARNING);
        CONNECTIONS.setLevel(Level.SEVERE);
        var routing = HttpRouting.builder();
        calls.routing(routing);
        new Answers(log).register(routing);
        routing.any("/*", Answers::nothing).any("/", Answers::nothing);
        var sockets = WsRouting.builder();
        for (String path : new String[]{"/api/socket.io", "/api/socket.io/"})
            sockets.endpoint(path, () -> new EventSocket(callers, events));
        new ToolboxSockets(live, TOOLBOX).addTo(sockets);
        WebServerConfig.Builder web = WebServer.builder().host(settings.listen().host())
                .port(settings.listen().port()).idleConnectionTimeout(IDLE).shutdownHook(false)
                .addRouting(routing).addRouting(sockets);
        settings.tls().ifPresent(tls -> web.tls(tls(tls)));
        return web.build();
    }

    private static Tls tls(ServerSettings.Tls files) {
        var keys = io.helidon.common.pki.Keys.builder().pem(pem -> pem.key(Resource.create(files.key()))
                .certificates(Resource.create(files.certificate()))).build();
        return Tls.builder().privateKey(keys).privateKeyCertChain(keys).build();
    }

    void listen() {
        web.start();
    }

    /// Everything that is served over HTTP, but for what becomes a WebSocket.
    HttpService calls() {
        return calls;
    }

    Keys keys() {
        return new Keys(database);
    }

    Machine machine() {
        return machine;
    }

    int port() {
        return web.port();
    }

    @Override
    public String url() {
        return settings.url().orElseGet(() -> (settings.tls().isPresent() ? "https://" : "http://")
                + settings.listen().text(web.port()));
    }

    /// Ends all searches and sandboxes, then everything else.
    @Override
    public void close() throws IOException {
        try (folder; database; machine; supply; volumes; sandboxes; searches; alarms; watch) {
            web.stop();
        }
    }
}
