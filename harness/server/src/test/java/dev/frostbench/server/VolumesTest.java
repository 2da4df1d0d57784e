package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Volumes over HTTP: shared, kept, counted, bounded, and nobody else's.
@Tag("sandbox")
final class VolumesTest {

    private static RunningServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        server = new RunningServer();
        client = server.client("acme");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String volume(Client whose, String name) throws Exception {
        return whose.post("/api/volumes", Map.of("name", name)).is(200).text("id");
    }

    private static Map<String, Object> with(String volume, String mountPath) {
        return Map.of("volumes", List.of(Map.of("volumeId", volume, "mountPath", mountPath)));
    }

    private static Map<String, Object> with(String volume, String mountPath, String subpath) {
        return Map.of("volumes", List.of(Map.of("volumeId", volume, "mountPath", mountPath, "subpath", subpath)));
    }

    private static Path folders(RunningServer of) {
        return of.folder.resolve("data/volumes");
    }

    @Test
    void aVolumeIsMadeFoundListedAndDeleted() throws Exception {
        String id = volume(client, "kept notes");
        JsonNode found = client.get("/api/volumes/by-name/kept%20notes").is(200).json();
        assertThat(found.get("id").stringValue()).isEqualTo(id);
        assertThat(found.get("state").stringValue()).isEqualTo("ready");
        assertThat(found.get("errorReason").isNull()).isTrue();
        assertThat(client.get("/api/volumes/" + id).is(200).text("name")).isEqualTo("kept notes");
        assertThat(client.get("/api/volumes").is(200).json().valueStream()
                .map(each -> each.get("id").stringValue())).contains(id);
        client.post("/api/volumes", Map.of("name", "kept notes")).is(409);
        String unnamed = client.post("/api/volumes", Map.of()).is(200).text("id");
        assertThat(client.get("/api/volumes/by-name/" + unnamed).is(200).text("id")).isEqualTo(unnamed);
        for (String wrong : List.of("a/b", "a\nb", "x".repeat(201)))
            client.post("/api/volumes", Map.of("name", wrong)).is(400);
        client.delete("/api/volumes/" + unnamed).is(200);
        client.delete("/api/volumes/" + id).is(200);
        client.get("/api/volumes/by-name/kept%20notes").is(404);
        client.get("/api/volumes/" + id).is(404);
        client.delete("/api/volumes/" + id).is(404);
    }

    @Test
    void sandboxesShareItAndAForkHasItToo() throws Exception {
        String id = volume(client, "shared");
        String one = client.create(with("shared", "/data"));
        String other = client.create(with(id, "/mnt/x/data/"));
        client.run(one, "echo one > /data/note; echo own > /root/own");
        assertThat(client.run(other, "cat /mnt/x/data/note; echo other >> /mnt/x/data/note")).isEqualTo("one");
        String fork = client.post("/api/sandbox/" + one + "/fork", Map.of()).is(200).text("id");
        assertThat(client.run(fork, "cat /data/note /root/own; echo fork >> /data/note")).isEqualTo("one\nother\nown");
        assertThat(client.run(one, "cat /data/note")).isEqualTo("one\nother\nfork");
        JsonNode shown = client.get("/api/sandbox/" + fork).is(200).json().get("volumes");
        assertThat(shown.toString())
                .isEqualTo("[{\"volumeId\":\"" + id + "\",\"mountPath\":\"/data\"}]");
        client.post("/api/sandbox/" + one + "/stop", Map.of()).is(200);
        client.run(other, "echo later >> /mnt/x/data/note");
        client.post("/api/sandbox/" + one + "/start", Map.of()).is(200);
        assertThat(client.run(one, "tail -n 1 /data/note; cat /root/own")).isEqualTo("later\nown");
    }

    @Test
    void noSnapshotHasWhatIsInIt() throws Exception {
        volume(client, "outside");
        String source = client.create(with("outside", "/work/data"));
        client.run(source, "echo kept > /work/data/note; echo frozen > /work/beside");
        client.post("/api/sandbox/" + source + "/snapshot", Map.of("name", "of-a-volume")).is(200);
        String plain = client.create(Map.of("snapshot", "of-a-volume"));
        assertThat(client.run(plain, "cat /work/beside; ls -A /work/data")).isEqualTo("frozen");
        assertThat(client.run(source, "cat /work/data/note")).isEqualTo("kept");
    }

    @Test
    void whatASandboxHasIsNotDeleted() throws Exception {
        String id = volume(client, "used");
        String user = client.create(Map.of("name", "user-of-it", "volumes",
                List.of(Map.of("volumeId", "used", "mountPath", "/data"))));
        assertThat(client.delete("/api/volumes/" + id).is(409).text("message")).contains("user-of-it");
        client.post("/api/sandbox/" + user + "/stop", Map.of()).is(200);
        client.delete("/api/volumes/" + id).is(409);
        client.delete("/api/sandbox/" + user).is(200);
        client.delete("/api/volumes/" + id).is(200);
        assertThat(folders(server).resolve(id)).doesNotExist();
    }

    @Test
    void whatWasDeletedIsRemovedAndNothingBesideIt() throws Exception {
        Path host = Files.writeString(server.folder.resolve("of-the-host"), "kept");
        String id = volume(client, "full");
        String user = client.create(with(id, "/data"));
        client.run(user, "mkdir -p /data/a/b; chmod 0 /data/a; ln -s " + server.folder + " /data/out;"
                + " ln -s / /data/root");
        client.delete("/api/sandbox/" + user).is(200);
        client.delete("/api/volumes/" + id).is(200);
        for (int look = 0; look < 6000 && !left(id).isEmpty(); look++) TimeUnit.MILLISECONDS.sleep(10);
        assertThat(left(id)).isEmpty();
        assertThat(host).hasContent("kept");
    }

    private static List<Path> left(String id) throws Exception {
        try (Stream<Path> all = Files.list(folders(server))) {
            return all.filter(each -> each.toString().endsWith(id)).toList();
        }
    }

    @Test
    void anotherOrganisationHasNone() throws Exception {
        String id = volume(client, "ours");
        Client stranger = server.client("stranger");
        stranger.get("/api/volumes/" + id).is(404);
        stranger.get("/api/volumes/by-name/ours").is(404);
        stranger.delete("/api/volumes/" + id).is(404);
        assertThat(stranger.get("/api/volumes").is(200).json().isEmpty()).isTrue();
        for (String reference : List.of(id, "ours", "../" + id, "none"))
            stranger.post("/api/sandbox", with(reference, "/data")).is(404);
        assertThat(stranger.get("/api/sandbox").is(200).json().get("items").isEmpty()).isTrue();
        String own = volume(stranger, "ours");
        assertThat(own).isNotEqualTo(id);
        client.get("/api/volumes/" + own).is(404);
        assertThat(client.get("/api/volumes/by-name/ours").is(200).text("id")).isEqualTo(id);
    }

    @Test
    void aPathThatCannotBeOneIsRefused() throws Exception {
        volume(client, "paths");
        for (String path : List.of("data", "", "/", "//", "/a//b", "/a/../b", "/a/./b", "/a/..", "/proc", "/proc/1",
                "/sys/x", "/dev/shm", "/boot", "/etc/app", "/bin", "/sbin/x", "/lib", "/lib64", "/a\0b",
                "/" + "x".repeat(1100)))
            assertThat(client.post("/api/sandbox", with("paths", path)).status()).as(path).isEqualTo(400);
        for (String subpath : List.of("..", "../x", "/etc", "a/../..", "a//b", "./a", "a\0"))
            assertThat(client.post("/api/sandbox", with("paths", "/data", subpath)).status()).as(subpath)
                    .isEqualTo(400);
        Map<String, String> first = Map.of("volumeId", "paths", "mountPath", "/data");
        for (String second : List.of("/data", "/data/", "/data/inner"))
            client.post("/api/sandbox", Map.of("volumes",
                    List.of(first, Map.of("volumeId", "paths", "mountPath", second)))).is(400);
        for (Object wrong : List.of("paths", List.of("paths"), List.of(Map.of("volumeId", "paths"))))
            client.post("/api/sandbox", Map.of("volumes", wrong)).is(400);
    }

    @Test
    void noLinkLeadsOutOfIt() throws Exception {
        volume(client, "links");
        Path secret = Files.writeString(server.folder.resolve("secret"), "secret");
        String hostile = client.create(with("links", "/data"));
        client.run(hostile, "ln -s / /data/root; ln -s " + server.folder + " /data/out; mkdir /data/sub;"
                + " ln -s / /way; ln -s " + server.folder + " /gone; echo mine > /data/sub/note");
        for (String subpath : List.of("root", "out", "root/etc", "sub/note"))
            assertThat(client.post("/api/sandbox", with("links", "/x", subpath)).status()).as(subpath).isEqualTo(400);
        client.post("/api/sandbox/" + hostile + "/snapshot", Map.of("name", "with-links")).is(200);
        for (String path : List.of("/way/proc", "/way/dev/shm", "/gone/new", "/way"))
            assertThat(client.post("/api/sandbox", Map.of("snapshot", "with-links", "volumes",
                    List.of(Map.of("volumeId", "links", "mountPath", path)))).status()).as(path).isEqualTo(400);
        assertThat(server.folder.resolve("new")).doesNotExist();
        String files = "/toolbox/" + hostile + "/files";
        assertThat(client.get(files + "/info?path=/data/out/secret").status()).isEqualTo(404);
        assertThat(client.get(files + "?path=/data/out").status()).isEqualTo(404);
        assertThat(client.post(files + "/folder?path=/data/out/made&mode=755", "").status()).isNotEqualTo(200);
        client.delete(files + "?path=/data/out&recursive=true").is(204);
        assertThat(secret).hasContent("secret");
        String part = client.create(with("links", "/part", "sub"));
        assertThat(client.run(part, "cat /part/note; ls /part")).isEqualTo("mine\nnote");
    }

    @Test
    void whatIsInVolumesIsCountedAndBoundedByTheQuota() throws Exception {
        Client small = server.client("small-volumes");
        volume(small, "big");
        server.server.machine().store().quota(new Organisation("small-volumes"), Optional.of(1_000_000L));
        String writer = small.create(with("big", "/data"));
        String plain = small.create(Map.of());
        small.run(writer, "head -c 3000000 /dev/zero > /data/big");
        JsonNode usage = small.get("/api/usage").is(200).json().get("volumes");
        assertThat(usage.get("count").intValue()).isEqualTo(1);
        assertThat(usage.get("bytes").longValue()).isEqualTo(3_000_000);
        assertThat(small.post("/api/sandbox", with("big", "/data")).is(403).text("message")).contains("3000000");
        String state = "";
        for (int look = 0; look < 6000 && !state.equals("paused"); look++) {
            TimeUnit.MILLISECONDS.sleep(10);
            state = small.get("/api/sandbox/" + writer).is(200).text("state");
        }
        assertThat(state).isEqualTo("paused");
        assertThat(small.get("/api/sandbox/" + writer).is(200).text("errorReason")).contains("quota");
        assertThat(small.get("/api/sandbox/" + plain).is(200).text("state")).isEqualTo("started");
        assertThat(small.run(plain, "echo goes on")).isEqualTo("goes on");
        small.delete("/toolbox/" + writer + "/files?path=/data/big").is(204);
        small.post("/api/sandbox/" + writer + "/start", Map.of()).is(200);
        assertThat(small.run(writer, "ls -A /data; echo goes on")).isEqualTo("goes on");
        small.create(with("big", "/data"));
        assertThat(client.get("/api/usage").is(200).json().get("volumes").get("bytes").longValue())
                .isLessThan(1_000_000);
    }

    @Test
    void nobodyElseOnThisMachineGetsIn() throws Exception {
        String id = volume(client, "private");
        String user = client.create(with(id, "/data"));
        client.run(user, "cp /bin/true /data/program; chmod 6777 /data /data/program");
        assertThat(Files.getPosixFilePermissions(folders(server))).hasSize(3);
        assertThat(Files.getAttribute(folders(server).resolve(id + "/program"), "unix:uid")).isEqualTo(0);
    }

    @Test
    void theNextServerHasThem() throws Exception {
        Path folder = Files.createTempDirectory("frostbench-server-");
        try {
            String id;
            String key;
            try (var first = new Closing(new RunningServer(folder, usual -> usual))) {
                Client early = first.server.client("acme");
                key = early.key();
                id = volume(early, "lasting");
                early.run(early.create(with(id, "/data")), "echo kept > /data/note");
                Files.createDirectories(folders(first.server).resolve("deleted-unknown/left"));
                String undone = volume(early, "undone");
                Files.move(folders(first.server).resolve(undone), folders(first.server).resolve("deleted-" + undone));
            }
            try (var second = new Closing(new RunningServer(folder, usual -> usual))) {
                Client late = second.server.withKey(key);
                String again = late.create(with("lasting", "/data"));
                assertThat(late.run(again, "cat /data/note")).isEqualTo("kept");
                assertThat(folders(second.server).resolve("deleted-unknown")).doesNotExist();
                assertThat(late.run(late.create(with("undone", "/data")), "ls -A /data; echo whole"))
                        .isEqualTo("whole");
                late.delete("/api/volumes/" + id).is(409);
            }
        } finally {
            Trees.remove(folder);
        }
    }

    /// A server whose folder stays.
    private record Closing(RunningServer server) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            server.stop();
        }
    }
}
