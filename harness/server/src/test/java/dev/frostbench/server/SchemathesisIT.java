package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of requests that schemathesis makes of the OpenAPI document: none of them is the server's failure, and
/// each is answered as the document says. What it does is in `src/test/resources/schemathesis`.
@Tag("sandbox")
class SchemathesisIT {

    private static final Path SCRIPTS = Path.of("src/test/resources").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyAnswerIsAsTheDocumentSays() throws Exception {
        Path program = SdksIT.installed(SdksIT.SDKS::schemathesis);
        InstalledSdks.copy(SCRIPTS, folder, "schemathesis");
        try (var server = LaunchedServer.start(folder, "host")) {
            Map<String, String> environment = new HashMap<>(server.client("acme"));
            environment.put("PYTHONPATH", ".");
            String document = environment.get("DAYTONA_API_URL").replaceAll("/api$", "/openapi.json");
            Said said = Said.by(folder.resolve("schemathesis"), environment, List.of(program.toString(),
                    "--config-file", "schemathesis.toml", "run", "--no-color", document));
            String printed = server.printed();
            assertThat(said.code()).as(() -> "the exit code of schemathesis, which printed:\n" + said.text()
                    + "\nThe server printed:\n" + printed).isZero();
            assertThat(said.text()).as("so many requests were made").containsPattern("[1-9]\\d{3} generated");
        }
    }
}
