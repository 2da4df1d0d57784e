package dev.frostbench.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.documents.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {

    @TempDir
    Path home;

    @Test
    void settingsStandWhereTheEnvironmentSaysNothing() throws IOException {
        write(".config/frostbench/frostbench.yaml",
                "store: ~/snapshots\nbackend: copy\ngit-mirror: /mirror\nregistry-ca: /ca\n"
                        + "criu: ~/criu\n"
                        + "debian-snapshots: file:///d\n");
        Map<String, String> environment = Map.of("HOME", home.toString(), "FROSTBENCH_STORE", "",
                "FROSTBENCH_BACKEND", "namespaces");
        Settings settings = Settings.of(ConfigurationFile.under(environment));
        assertThat(settings.store()).contains(home + "/snapshots");
        assertThat(settings.backend()).contains("namespaces");
        assertThat(settings.gitMirror()).contains(Path.of("/mirror"));
        assertThat(settings.debianSnapshots()).contains("file:///d");
        assertThat(settings.registryAuthority()).contains(Path.of("/ca"));
        assertThat(settings.criu()).contains(home.resolve("criu"));
    }

    @Test
    void theFolderOfConfigurationMayBeElsewhere() throws IOException {
        write(".config/frostbench/frostbench.yaml", "store: /one\n");
        write("else/frostbench/frostbench.yaml", "store: /other\n");
        Map<String, String> environment = Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", home + "/else");
        assertThat(Settings.of(ConfigurationFile.under(environment)).store()).contains("/other");
    }

    @Test
    void aRelativePathAndBrokenYamlAreToldWithTheirLine() throws IOException {
        write(".config/frostbench/frostbench.yaml", "backend: copy\nstore: data\n");
        assertThatThrownBy(() -> ConfigurationFile.under(Map.of("HOME", home.toString())))
                .isInstanceOf(BadInput.class).hasMessageContaining("frostbench.yaml:2:")
                .hasMessageContaining("/store is no absolute path; begin it with / or ~/");
        write(".config/frostbench/frostbench.yaml", "store: [\n");
        assertThatThrownBy(() -> ConfigurationFile.under(Map.of("HOME", home.toString())))
                .isInstanceOf(BadInput.class).hasMessageContaining("the YAML is broken");
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(home.resolve(name).getParent());
        Files.writeString(home.resolve(name), text);
    }
}
