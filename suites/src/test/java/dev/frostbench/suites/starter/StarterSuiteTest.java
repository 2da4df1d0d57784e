package dev.frostbench.suites.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.file.SuiteFile;
import dev.frostbench.suites.selection.PredictionSource;
import dev.frostbench.suites.selection.Selection;
import dev.frostbench.suites.selection.SelectionRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StarterSuiteTest {

    private static final Path FOLDER = Path.of("starter");

    @Test
    void generatedFilesAreInStepWithWhatPeopleRead() throws Exception {
        Process check = new ProcessBuilder("python3", "generate.py", "--check").directory(FOLDER.toFile())
                .redirectErrorStream(true).start();
        String printed = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(printed).isZero();
    }

    @Test
    void theSuiteLoadsWithItsOwnDataAndPredictions() {
        var suite = SuiteFile.read(FOLDER.resolve("suite.yaml"));
        var selection = Selection.load(suite, new SelectionRequest(Optional.empty(), new PredictionSource.Default(),
                List.of(), OptionalInt.empty()));
        assertThat(selection.tasks()).hasSize(34);
        assertThat(selection.whole()).isEqualTo(34);
    }
}
