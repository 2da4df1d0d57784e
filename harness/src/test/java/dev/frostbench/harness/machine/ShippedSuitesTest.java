package dev.frostbench.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.documents.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedSuitesTest {

    private final ShippedSuites shipped = new ShippedSuites(Path.of("../suites"));

    @TempDir
    Path folder;

    @Test
    void aNameIsThatOfASuiteThatShips() throws IOException {
        assertThat(shipped.names()).contains("humaneval", "starter", "swebench").doesNotContain("src");
        assertThat(shipped.file(Path.of("starter"))).isEqualTo(Path.of("../suites/starter/suite.yaml"));
    }

    @Test
    void aFileAndAFolderThatAreThereOutweighAName() throws IOException {
        Path mine = Files.writeString(folder.resolve("suite.yaml"), "name: mine\n");
        assertThat(shipped.file(mine)).isEqualTo(mine);
        assertThat(shipped.file(folder)).isEqualTo(mine);
    }

    @Test
    void anUnknownNameIsToldWithTheNearestAndAPathIsLeftToItsReader() throws IOException {
        assertThatThrownBy(() -> shipped.file(Path.of("startr"))).isInstanceOf(BadInput.class)
                .hasMessage("startr: this suite is neither a file nor the name of a suite; did you mean 'starter'?");
        assertThatThrownBy(() -> shipped.file(Path.of("mine"))).isInstanceOf(BadInput.class)
                .hasMessageContaining("the suites that ship are: humaneval, starter, swebench");
        assertThat(shipped.file(Path.of("./mine"))).isEqualTo(Path.of("./mine"));
        assertThat(shipped.file(Path.of("mine.yaml"))).isEqualTo(Path.of("mine.yaml"));
    }
}
