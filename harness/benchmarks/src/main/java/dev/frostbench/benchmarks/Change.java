package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;

/// 1 MB of new data in a sandbox, different data each time.
///
/// @param files how many files it is divided into
record Change(int files) {

    private static final int BYTES = 1_000_000;
    private static final SplittableRandom RANDOM = new SplittableRandom();

    void make(Sandbox sandbox) throws IOException, InterruptedException {
        byte[] content = new byte[BYTES / files];
        for (int file = 0; file < files; file++) {
            RANDOM.nextBytes(content);
            sandbox.files().upload("/changed/" + file, new ByteArrayInputStream(content), 0644);
        }
        if (!sandbox.run(Command.of("/true")).succeeded()) throw new IOException("no command runs in the sandbox");
    }
}
