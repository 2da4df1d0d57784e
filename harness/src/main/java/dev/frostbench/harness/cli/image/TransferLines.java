package dev.frostbench.harness.cli.image;

import dev.frostbench.fixtures.image.transfer.TransferProgress;
import java.io.PrintWriter;
import java.util.Locale;

/// A line for each layer of an image that is transferred.
///
/// @param verb what is done with a layer: `read`, `write`
record TransferLines(PrintWriter out, String verb) implements TransferProgress {

    private static final double MEGA = 1e6;

    @Override
    public void there(int index, int count) {
        line("[" + index + "/" + count + "] is there already");
    }

    @Override
    public void began(int index, int count, long bytes) {
        line("[" + index + "/" + count + "] " + verb + " " + size(bytes));
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
