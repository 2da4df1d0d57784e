package dev.frostbench.server;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.gateway.Endpoint;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `serve`: the server for agents.
@Command(name = "serve", subcommands = ServeKeyCommand.class, sortOptions = false, description = {
        "Serve sandboxes to agents, for the SDKs of Daytona.",
        "The first start makes a key and shows it with a script to try."})
final class ServeCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--listen", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:3986",
            description = "Where to listen; 127.0.0.1:3986 if not given. Port 0 is a free one.")
    private String listen;

    @Option(names = "--data", paramLabel = "DIR",
            description = "The folder of the server's database; beside the store if not given.")
    private Path data;

    @Option(names = "--url", paramLabel = "URL",
            description = "The address by which clients reach the server, if it is not the one of --listen.")
    private String url;

    @Option(names = "--snapshot", paramLabel = "NAME", defaultValue = "agents/default",
            description = "The snapshot or fixture of sandboxes for which none is named; agents/default, a Debian with"
                    + " Python, Node and git, if not given. A fixture that ships is built if need be.")
    private String snapshot;

    @Option(names = "--most-sandboxes", paramLabel = "N", defaultValue = "1000",
            description = "How many sandboxes an organisation may have at once; 1000 if not given.")
    private int sandboxes;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "1000",
            description = "How many requests an organisation may make in a second; 1000 if not given.")
    private int rate;

    @Option(names = "--pool", paramLabel = "N", defaultValue = "16",
            description = "How many sandboxes may wait ready for whoever wants one, about 2 MB of memory each; 16 if"
                    + " not given, 0 for none.")
    private int pool;

    @Option(names = "--image", paramLabel = "IMAGE=SNAPSHOT",
            description = "A snapshot or fixture that stands for an image, e.g. python:3.12-slim=my/python; may be"
                    + " given again.")
    private Map<String, String> images = new LinkedHashMap<>();

    @Option(names = "--allow", paramLabel = "HOST:PORT",
            description = "A port that every sandbox may reach, also one of this machine: 127.0.0.1:PORT is"
                    + " host.frostbench.internal:PORT inside; may be given again.")
    private List<String> allowed = new ArrayList<>();

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "Serve over TLS: the certificate, PEM.")
    private Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's private key, PEM.")
    private Path key;

    @Option(names = "--insecure", description = "Listen beyond this machine without TLS.")
    private boolean insecure;

    ServeCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        Places places = Places.of(settings);
        ServerSettings wanted = wanted(places);
        PrintWriter err = spec.commandLine().getErr();
        var ended = new CountDownLatch(1);
        Server server = Server.open(wanted, places, line -> {
            err.println("serve: " + line);
            err.flush();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, err, ended), "end of the server"));
        try {
            new DefaultSnapshot(server.machine(), places).prepare(wanted.snapshot(), err);
            server.listen();
        } catch (IOException | InterruptedException | RuntimeException failure) {
            server.close();
            throw failure;
        }
        print(new FirstStart(server.keys(), server.url()).text(wanted.data()));
        ended.await();
        return ExitCode.DONE;
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private static void end(Server server, PrintWriter err, CountDownLatch ended) {
        try {
            server.close();
        } catch (IOException failure) {
            err.println("serve: while ending: " + failure.getMessage());
            err.flush();
        }
        ended.countDown();
    }

    private ServerSettings wanted(Places places) {
        Listen where = Listen.parse(listen);
        requirePositive("--most-sandboxes", sandboxes);
        requirePositive("--rate", rate);
        if (pool < 0) throw new BadInput(Problem.of("serve", "--pool " + pool, "is negative", "write a number from 0"));
        if ((certificate == null) != (key == null))
            throw new BadInput(Problem.of("serve", "--tls-certificate",
                    "goes with --tls-key, and one of them is missing", "give both, or none"));
        for (Path file : new Path[]{certificate, key})
            if (file != null && !Files.isReadable(file))
                throw new BadInput(Problem.of("serve", file.toString(), "cannot be read", "name a PEM file"));
        if (!where.isLoopback() && certificate == null && !insecure)
            throw new BadInput(Problem.of("serve", "--listen " + listen, "is reached from other machines, without TLS",
                    "add --tls-certificate and --tls-key, or --insecure if the network is yours alone"));
        if (url != null && !url.matches("https?://[^/\\s]+"))
            throw new BadInput(Problem.of("serve", "--url " + url, "is no address", "write http://HOST:PORT"));
        return new ServerSettings(where, DataFolder.of(places, Optional.ofNullable(data)), Optional.ofNullable(url),
                snapshot, sandboxes, rate, pool, images, endpoints(),
                Optional.ofNullable(certificate).map(file -> new ServerSettings.Tls(file, key)));
    }

    private Set<Endpoint> endpoints() {
        Set<Endpoint> endpoints = new HashSet<>();
        for (String text : allowed)
            try {
                endpoints.add(Endpoint.parse(text));
            } catch (IllegalArgumentException wrong) {
                throw new BadInput(Problem.of("serve", "--allow " + text, "is no HOST:PORT", wrong.getMessage()));
            }
        return endpoints;
    }

    private static void requirePositive(String option, int value) {
        if (value < 1)
            throw new BadInput(Problem.of("serve", option + " " + value, "is not positive", "write a number from 1"));
    }
}
