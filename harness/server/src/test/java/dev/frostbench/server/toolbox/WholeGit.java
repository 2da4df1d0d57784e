package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The parts of git that the fixture `host` lacks: those that speak with other repositories.
final class WholeGit {

    private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x");

    private WholeGit() {}

    static void bring(LiveToolbox live) throws Exception {
        String folder = live.run("git --exec-path").strip();
        live.run("mkdir -p " + folder + " && for name in receive-pack upload-pack fetch-pack index-pack; do "
                + "ln -sf \"$(command -v git)\" " + folder + "/git-$name; done");
        Path program = Path.of(said("git", "--exec-path").strip(), "git-remote-http");
        copy(live, program, folder + "/git-remote-http");
        for (String library : LIBRARY.matcher(said("ldd", program.toString())).results().map(found -> found.group(1))
                .toList())
            if (live.get("/files/info?path=" + library).status() == 404) copy(live, Path.of(library), library);
    }

    private static void copy(LiveToolbox live, Path host, String inside) throws IOException {
        try (InputStream content = Files.newInputStream(host)) {
            live.sandbox.files().upload(inside, content, 0755);
        }
    }

    private static String said(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
