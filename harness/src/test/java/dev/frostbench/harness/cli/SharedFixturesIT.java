package dev.frostbench.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fixtures that are images of a real registry, and fixtures that one machine builds and others take from there. A
/// machine is a store of its own.
@Tag("sandbox")
class SharedFixturesIT {

    private static final Path EXAMPLE = Path.of("..").toAbsolutePath().normalize().resolve("docs/examples/01-command");
    private static final String DIGEST = "sha256:[0-9a-f]{64}";
    /// Two builds of this never give the same.
    private static final String STAMP = "run: cat /proc/sys/kernel/random/uuid > /srv-stamp";

    @TempDir
    static Path host;

    @TempDir
    static Path services;

    private static Service registry;

    @TempDir
    Path folder;

    private Path suite;

    @BeforeAll
    static void registryWithAnImage() throws Exception {
        BuiltHost.copyTo(host);
        registry = Service.registry(services);
        Launched.launch(services, Map.of("FROSTBENCH_STORE", host.toString()), "push", "host", image("1"),
                "--plain-http").ended(0);
    }

    @AfterAll
    static void end() throws IOException {
        if (registry != null) registry.close();
    }

    @BeforeEach
    void suite() throws IOException {
        suite = folder.resolve("suite.yaml");
        for (String name : List.of("suite.yaml", "tasks.jsonl", "answers.jsonl"))
            Files.copy(EXAMPLE.resolve(name), folder.resolve(name));
        edit(suite, "fixture: host", "fixture: team/top");
        recipe("below", "base: {image: \"" + image("1") + "\", plain_http: true}\nsteps:\n  - " + STAMP + "\n");
        recipe("top", "base: {fixture: team/below}\nsteps:\n  - " + STAMP + "\n");
    }

    private static String image(String tag) {
        return registry.address() + "/team/base:" + tag;
    }

    private static String shared(String repository) {
        return registry.address() + "/shared/" + repository;
    }

    private void recipe(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("recipes/team")).resolve(name + ".yaml"), text);
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    /// On one of the machines. `one` is the same in all tests, so that it builds once.
    private Launched on(String machine, String... args) throws Exception {
        Path store = machine.equals("one") ? host : folder.resolve(machine);
        return Launched.launch(folder, Map.of("FROSTBENCH_STORE", store.toString()), args);
    }

    /// A machine that has the image's layers already, which saves their way.
    private void withLayers(String machine) throws Exception {
        BuiltHost.copyTo(folder.resolve(machine));
    }

    private Launched run(String machine, String... more) throws Exception {
        var args = new ArrayList<>(
                List.of("run", suite.toString(), "--out", folder.resolve("of-" + machine).toString()));
        args.addAll(List.of(more));
        return on(machine, args.toArray(String[]::new));
    }

    private String scores(String machine) throws IOException {
        return Files.readString(folder.resolve("of-" + machine).resolve("scores.csv"));
    }

    @Test
    void anotherMachineTakesWhatOneBuiltAndHasTheSameScores() throws Exception {
        run("one").ended(0);
        Launched pushed = on("one", "fixture", "push", "--suite", suite.toString(), shared("scores"), "--plain-http")
                .ended(0);
        assertThat(pushed.out().lines()).satisfiesExactly(
                below -> assertThat(below).matches("team/below " + shared("scores")
                        + ":team-below-[0-9a-f]{32}: sent [23] of [23] layers, .*"),
                top -> assertThat(top).matches("team/top " + shared("scores")
                        + ":team-top-[0-9a-f]{32}: sent 1 of [34] layers, .*"));
        Launched ran = run("two", "--from-registry", shared("scores"), "--plain-http").ended(0);
        assertThat(ran.err()).contains("fetch " + shared("scores") + ":team-below-",
                "fetch " + shared("scores") + ":team-top-").doesNotContain("run cat", "base image");
        assertThat(scores("two")).isEqualTo(scores("one")).contains("count,0,resolved");
        String lock = Files.readString(folder.resolve("suite.lock.yaml"));
        assertThat(lock).contains("\"team/top\": \"sha256:");
        assertThat(on("two", "fixture", "build", "--suite", suite.toString()).ended(0).out())
                .isEqualTo(on("one", "fixture", "build", "--suite", suite.toString()).ended(0).out())
                .containsPattern("team/top " + DIGEST);
        assertThat(on("one", "fixture", "push", "--suite", suite.toString(), shared("scores"), "--plain-http").ended(0)
                .out()).contains("sent 0 of").doesNotContain("sent 1");
        withLayers("three");
        assertThat(run("three").ended(2).err()).contains("fixture 'team/top' is sha256:", "but is locked to sha256:",
                "its image's tag has moved since: name the image by its digest", "or lock what it is now with: ");
    }

    @Test
    void aDockerfileIsSharedAndLockedAsOtherBasesAre() throws Exception {
        recipe("below", "base: {dockerfile: app/Dockerfile, target: made, args: {WORD: one}, plain_http: true}\n");
        Path app = Files.createDirectories(folder.resolve("recipes/team/app"));
        Files.writeString(app.resolve("Dockerfile"), "FROM " + image("1") + " AS made\nARG WORD\nCOPY taken /srv/\n"
                + "RUN echo $WORD > /srv/word; cat /proc/sys/kernel/random/uuid > /srv-uuid\nFROM scratch\n");
        Files.writeString(app.resolve("taken"), "taken");
        run("one").ended(0);
        assertThat(Files.readString(folder.resolve("suite.lock.yaml"))).contains("\"team/top\": \"sha256:");
        on("one", "fixture", "push", "--suite", suite.toString(), shared("dockerfile"), "--plain-http").ended(0);
        Launched ran = run("two", "--from-registry", shared("dockerfile"), "--plain-http").ended(0);
        assertThat(ran.err()).contains("fetch " + shared("dockerfile") + ":team-below-")
                .doesNotContain("base dockerfile");
        assertThat(scores("two")).isEqualTo(scores("one")).contains("count,0,resolved");
        Files.writeString(app.resolve("taken"), "another");
        assertThat(on("two", "run", suite.toString(), "--out", folder.resolve("again").toString()).ended(2).err())
                .contains("fixture 'team/top'", "lock");
    }

    @Test
    void everyFixtureThatADockerfileStandsOnIsTaken() throws Exception {
        String below = Files.readString(folder.resolve("recipes/team/below.yaml"));
        for (String name : List.of("left", "right")) recipe(name, below);
        recipe("top", "base: {dockerfile: app/Dockerfile}\n");
        Path app = Files.createDirectories(folder.resolve("recipes/team/app"));
        String stages = "FROM team/below AS first\nFROM team/left AS second\nFROM first\n"
                + "COPY --from=second /srv-stamp /srv/left\nCOPY --from=team/right /srv-stamp /srv/right\n";
        Files.writeString(app.resolve("Dockerfile"), stages);
        on("one", "fixture", "build", "--suite", suite.toString()).ended(0);
        assertThat(on("one", "fixture", "push", "--suite", suite.toString(), shared("several"), "--plain-http")
                .ended(0).out().lines().map(line -> line.replaceAll(" .*", "")))
                .containsExactly("team/below", "team/left", "team/right", "team/top");
        Files.writeString(app.resolve("Dockerfile"), stages + "RUN echo another > /srv/word\n");
        withLayers("two");
        assertThat(on("two", "fixture", "build", "--suite", suite.toString(), "--from-registry", shared("several"),
                "--plain-http").ended(0).err())
                .contains(":team-below-", ":team-left-", ":team-right-", "base dockerfile")
                .doesNotContain(":team-top-", "run cat");
        for (String name : List.of("left", "right"))
            assertThat(cat("two", "team/top", "/srv/" + name)).isEqualTo(cat("one", "team/" + name, "/srv-stamp"))
                    .isEqualTo(cat("one", "team/top", "/srv/" + name)).hasSize(37);
    }

    @Test
    void whatAFixtureOfThisMachineStandsOnIsShared() throws Exception {
        recipe("top", "base: {dockerfile: app/Dockerfile}\n");
        Path app = Files.createDirectories(folder.resolve("recipes/team/app"));
        Files.writeString(app.resolve("Dockerfile"), "FROM host\nCOPY --from=team/below /srv-stamp /srv/below\n");
        on("one", "fixture", "build", "--suite", suite.toString()).ended(0);
        assertThat(on("one", "fixture", "push", "--suite", suite.toString(), shared("bound"), "--plain-http").ended(0)
                .out().lines()).satisfiesExactly(
                        below -> assertThat(below).startsWith("team/below " + shared("bound") + ":team-below-"),
                        top -> assertThat(top)
                                .isEqualTo("team/top left out: it is made of this machine's own programs"));
        withLayers("two");
        assertThat(on("two", "fixture", "build", "--suite", suite.toString(), "--from-registry", shared("bound"),
                "--plain-http").ended(0).err()).contains(":team-below-", "base dockerfile").doesNotContain("run cat");
        assertThat(cat("two", "team/top", "/srv/below")).isEqualTo(cat("one", "team/below", "/srv-stamp"));
    }

    private String cat(String machine, String snapshot, String path) throws Exception {
        return on(machine, "snapshot", "cat", snapshot, path).ended(0).out();
    }

    @Test
    void whatWasTakenIsBuiltHereOnceItIsForgotten() throws Exception {
        on("one", "fixture", "build", "--suite", suite.toString()).ended(0);
        on("one", "fixture", "push", "--suite", suite.toString(), shared("forgotten"), "team/top", "--plain-http")
                .ended(0);
        withLayers("two");
        String[] build = {"fixture", "build", "--suite", suite.toString()};
        String[] taking = {"fixture", "build", "--suite", suite.toString(), "--from-registry", shared("forgotten"),
                "--plain-http"};
        assertThat(on("two", taking).ended(0).err()).contains("fetch ");
        assertThat(on("two", taking).ended(0).err()).doesNotContain("fetch ", "run cat");
        assertThat(on("two", "fixture", "build", "--suite", suite.toString(), "--check").ended(3).err())
                .contains("the fixture came from a registry; to build it here, first forget it with fixture remove");
        on("two", "fixture", "remove", "team/top", "team/below").ended(0);
        assertThat(on("two", build).ended(0).err()).contains("run cat").doesNotContain("fetch ");
    }

    @Test
    void anotherRecipeIsNotFoundAndBuiltOnWhatIs() throws Exception {
        on("one", "fixture", "build", "--suite", suite.toString()).ended(0);
        on("one", "fixture", "push", "--suite", suite.toString(), shared("changed"), "--plain-http").ended(0);
        withLayers("two");
        recipe("top", "base: {fixture: team/below}\nsteps:\n  - run: echo changed > /srv-stamp\n");
        assertThat(run("two", "--from-registry", shared("changed"), "--plain-http").ended(0).err())
                .contains("fetch " + shared("changed") + ":team-below-", "run echo changed")
                .doesNotContain(":team-top-", "base image");
    }

    @Test
    void anotherFixtureInItsPlaceIsRefusedByTheLock() throws Exception {
        run("one").ended(0);
        String reference = on("one", "fixture", "push", "--suite", suite.toString(), shared("forged"), "--plain-http")
                .ended(0).out().lines().filter(line -> line.startsWith("team/top ")).findFirst().orElseThrow()
                .replaceAll("team/top (\\S+): .*", "$1");
        on("one", "push", "host", reference, "--plain-http").ended(0);
        withLayers("two");
        Launched refused = run("two", "--from-registry", shared("forged"), "--plain-http").ended(2);
        assertThat(refused.errors()).singleElement().asString().contains("fixture 'team/top' is sha256:",
                "but is locked to sha256:");
        assertThat(folder.resolve("of-two/scores.csv")).doesNotExist();
    }

    @Test
    void anImageThatIsNoSnapshotIsRefusedInItsPlace() throws Exception {
        on("one", "fixture", "build", "--suite", suite.toString()).ended(0);
        String tag = on("one", "fixture", "push", "--suite", suite.toString(), shared("strange"), "--plain-http")
                .ended(0).out().lines().filter(line -> line.startsWith("team/below ")).findFirst().orElseThrow()
                .replaceAll(".*:(team-below-[0-9a-f]{32}): .*", "$1");
        pushEmptyImage("shared/strange", tag);
        withLayers("two");
        Launched refused = on("two", "fixture", "build", "--suite", suite.toString(), "--from-registry",
                shared("strange"), "--plain-http").ended(2);
        assertThat(refused.errors()).singleElement().asString().contains(shared("strange") + ":" + tag
                + ": the image is no fixture that Frostbench pushed");
    }

    /// Puts an image without layers, as another program would.
    private static void pushEmptyImage(String repository, String tag) throws Exception {
        String base = "http://" + registry.address() + "/v2/" + repository;
        byte[] config = """
                {"os":"linux","architecture":"%s","rootfs":{"type":"layers","diff_ids":[]}}"""
                .formatted(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64").getBytes(UTF_8);
        String digest = "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(config));
        try (HttpClient client = HttpClient.newHttpClient()) {
            var begun = client.send(HttpRequest.newBuilder(URI.create(base + "/blobs/uploads/"))
                    .POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding());
            String upload = begun.headers().firstValue("Location").orElseThrow();
            URI whole = URI.create(base).resolve(upload + (upload.contains("?") ? "&" : "?") + "digest=" + digest);
            assertThat(client.send(HttpRequest.newBuilder(whole).PUT(BodyPublishers.ofByteArray(config)).build(),
                    BodyHandlers.discarding()).statusCode()).isEqualTo(201);
            String type = "application/vnd.oci.image.manifest.v1+json";
            String manifest = """
                    {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json",\
                    "digest":"%s","size":%d},"layers":[]}""".formatted(type, digest, config.length);
            assertThat(client.send(HttpRequest.newBuilder(URI.create(base + "/manifests/" + tag))
                    .header("Content-Type", type).PUT(BodyPublishers.ofString(manifest)).build(),
                    BodyHandlers.discarding()).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void aRegistryThatIsNotThereIsOneErrorAndNothingIsBuilt() throws Exception {
        Launched told = run("two", "--from-registry", "127.0.0.1:1/none", "--plain-http").ended(3);
        assertThat(told.errors()).singleElement().asString().contains(
                "fixtures of 127.0.0.1:1/none cannot be fetched: ",
                "leave out --from-registry to build them here");
        assertThat(told.err()).doesNotContain("base image");
        assertThat(on("two", "snapshot", "list").ended(0).out()).doesNotContain("sha256:");
    }

    @Test
    void whatCannotBeSharedIsTold() throws Exception {
        assertThat(on("one", "fixture", "push", shared("x"), "host", "--plain-http").ended(2)
                .errors()).singleElement().asString().contains("fixture 'host' is made of this machine's own programs");
        assertThat(on("two", "fixture", "push", "--suite", suite.toString(), shared("x"), "--plain-http").ended(2)
                .errors()).singleElement().asString().contains("has no fixture that is built");
        assertThat(on("one", "fixture", "push", shared("x"), "--plain-http").ended(2).errors()).singleElement()
                .asString().contains("NAME is missing");
        assertThat(on("one", "fixture", "push", shared("x") + ":1", "host").ended(2).errors()).singleElement()
                .asString().contains("names one image, and fixtures have a tag each");
        assertThat(on("one", "fixture", "build", "host", "--plain-http").ended(2).errors()).singleElement().asString()
                .contains("belongs to --from-registry, which is missing");
        assertThat(on("one", "fixture", "build", "host", "--from-registry", shared("x"), "--renew").ended(2).errors())
                .singleElement().asString().contains("takes what others built, and --renew builds");
    }

    @Test
    void rowsNameTheirImagesAndALockRefusesATagThatMoved() throws Exception {
        edit(suite, "fixture: team/top", "fixture: {image: \"{image}\", plain_http: true}");
        String moving = image("moving");
        on("one", "push", "host", moving, "--plain-http").ended(0);
        Path tasks = folder.resolve("tasks.jsonl");
        Files.writeString(tasks, Files.readString(tasks).replace("{\"task_id\"",
                "{\"image\": \"" + moving + "\", \"task_id\""));
        assertThat(run("one").ended(0).err()).contains("base image " + moving);
        assertThat(scores("one")).contains("count,0,resolved");
        String name = "image/" + registry.address().replace(':', '+') + "/team/base+moving";
        assertThat(Files.readString(folder.resolve("suite.lock.yaml"))).contains("\"" + name + "\": \"sha256:");
        on("one", "snapshot", "create", "moved", "--from", "host", "--", "sh", "-c", "echo x > /x").ended(0);
        on("one", "push", "moved", moving, "--plain-http").ended(0);
        assertThat(on("one", "fixture", "build", "--suite", suite.toString()).ended(0).err())
                .doesNotContain("base image");
        withLayers("two");
        assertThat(run("two").ended(2).errors()).singleElement().asString().contains(
                "fixture '" + name + "' is sha256:",
                "but is locked to sha256:", "its image's tag has moved since: name the image by its digest");
    }
}
