package dev.frostbench.server;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.recipe.BuildProgress;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The snapshot of sandboxes for which none is named.
record DefaultSnapshot(Machine machine, Places places) {

    /// Builds the fixture of this name, if it ships and is not built.
    ///
    /// @throws BadInput if there is neither a snapshot nor a recipe of this name
    void prepare(String name, PrintWriter err) throws IOException, InterruptedException {
        if (Files.isRegularFile(places.shippedRecipes().resolve(name + ".yaml")))
            machine.library(List.of(places.shippedRecipes()), Map.of()).build(name, new Lines(err));
        else if (machine.store().named(name).isEmpty())
            throw new BadInput(Problem.of("serve", "--snapshot " + name, "is no snapshot and no fixture that ships",
                    "name one of: ./frostbench snapshot list, ./frostbench fixture list"));
    }

    private record Lines(PrintWriter err) implements BuildProgress {

        @Override
        public void stepStarted(String fixture, int index, int count, String step, boolean usesNetwork) {
            err.println("serve: fixture " + fixture + ", step " + (index + 1) + " of " + count + ": "
                    + step.lines().findFirst().orElse(""));
            err.flush();
        }

        @Override
        public void stepEnded(String fixture, int index, int count, String step, boolean cached, Duration took,
                long bytes) {}
    }
}
