package dev.frostbench.harness.cli.image;

import dev.frostbench.fixtures.image.Image;
import dev.frostbench.fixtures.image.ImageSource;
import dev.frostbench.fixtures.image.Platform;
import dev.frostbench.fixtures.image.transfer.ImageImport;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.cli.options.Loudness;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/// Takes the image of a source into the store under a name, and says what it did.
final class ImageIntoStore {

    private ImageIntoStore() {}

    /// @param platform as it was asked for
    /// @param name checked already
    static void take(ImageSource source, Optional<Platform> platform, String name, LocalStore store, PrintWriter out,
            Loudness loudness)
            throws IOException, InterruptedException {
        Image image = Image.of(source, platform);
        Snapshot snapshot = ImageImport.take(image, store, Payer.toward(name),
                new TransferLines(loudness.lines(out), "read"));
        store.name(name, snapshot.digest());
        if (!image.config().platform().serves(Platform.here()))
            out.println("the image is for " + TerminalText.line(image.config().platform().toString())
                    + ", and this machine is " + Platform.here()
                    + ": its programs do not run here");
        out.println(name + " " + snapshot.digest());
        out.flush();
    }
}
