package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is killed with SIGKILL at any moment and resumed gives the scores of an undisturbed one.
@Tag("sandbox")
class KilledRunIT {

    private static final int KILLS = 20;
    private static final int PROBLEMS = 120;

    @TempDir
    Path folder;

    @Test
    void twentyKillsAndResumesGiveTheScoresOfAnUndisturbedRun() throws Exception {
        ManyProblems.write(folder, PROBLEMS);
        BuiltHost.copyTo(folder.resolve("store"));
        finish("undisturbed");
        var moments = new Random(20);
        int killed = 0;
        int round = 0;
        for (int tries = 0; killed < KILLS && tries < 4 * KILLS; tries++) {
            Process run = start("killed-" + round, "--resume");
            // during the first moments, the start, nothing is written yet; a run that is done begins another round
            if (run.waitFor(400 + moments.nextInt(1400), TimeUnit.MILLISECONDS)) round++;
            else
                killed++;
            run.destroyForcibly().waitFor();
        }
        assertThat(killed).isEqualTo(KILLS);
        for (int each = 0; each <= round; each++) {
            finish("killed-" + each, "--resume");
            assertThat(ManyProblems.scores(folder.resolve("killed-" + each)))
                    .isEqualTo(ManyProblems.scores(folder.resolve("undisturbed"))).hasSizeGreaterThan(4);
        }
    }

    private Process start(String run, String... more) throws IOException {
        List<String> argv = new ArrayList<>(List.of(Launched.HOME.resolve("frostbench").toString()));
        argv.addAll(ManyProblems.run(run));
        argv.addAll(List.of(more));
        var builder = new ProcessBuilder(argv).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(new File(folder.toFile(), run + ".log"));
        builder.environment().put("FROSTBENCH_STORE", folder.resolve("store").toString());
        builder.environment().put("FROSTBENCH_BUILD", "never");
        return builder.start();
    }

    private void finish(String run, String... more) throws Exception {
        int code = start(run, more).waitFor();
        new Launched(code, Files.readString(folder.resolve(run + ".log")), "").ended(0);
    }
}
