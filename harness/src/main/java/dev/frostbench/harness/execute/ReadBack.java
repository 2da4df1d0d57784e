package dev.frostbench.harness.execute;

import dev.frostbench.fixtures.sandbox.FileEntry;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.suites.procedure.FileSeen.Content;
import dev.frostbench.suites.procedure.Procedure.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// Reads files of a sandbox back into the evidence. A missing file is the prediction's fault. A file that is there and
/// cannot be read is a fault of the machine.
final class ReadBack {

    private ReadBack() {}

    static Content of(Step.Read step, Sandbox sandbox) throws IOException {
        var beginning = new Beginning(step.most());
        try {
            sandbox.files().download(step.path(), beginning);
        } catch (Enough _) {
            return new Content.Kept(beginning.bytes(), Math.max(1, size(step.path(), sandbox) - step.most()));
        } catch (IOException failure) {
            return new Content.Absent(why(step.path(), sandbox).orElseThrow(() -> failure));
        }
        return new Content.Kept(beginning.bytes(), 0);
    }

    /// The size of a file; 0 if there is nothing or something else, such as a link.
    private static long size(String path, Sandbox sandbox) throws IOException {
        try {
            return sandbox.files().stat(path).size();
        } catch (NoSuchFileException _) {
            return 0;
        }
    }

    private static Optional<FileEntry> entry(String folder, String name, Sandbox sandbox) throws IOException {
        return sandbox.files().list(folder).stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /// Why there is no file at that path; empty if there is one.
    private static Optional<String> why(String path, Sandbox sandbox) throws IOException {
        String folder = "/";
        String[] names = path.substring(1).split("/+");
        for (int at = 0; at < names.length; at++) {
            boolean last = at == names.length - 1;
            var entry = entry(folder, names[at], sandbox);
            if (entry.isEmpty()) return Optional.of("there is no " + folder + names[at]);
            switch (entry.get().type()) {
                case FILE -> {
                    return last ? Optional.empty() : Optional.of(folder + names[at] + " is no folder");
                }
                case DIRECTORY -> {
                    if (last) return Optional.of(path + " is no regular file");
                }
                case SYMLINK -> {
                    return Optional.of(folder + names[at] + " is a link, and no file of the sandbox is behind it");
                }
                case OTHER -> {
                    return Optional.of(folder + names[at] + " is no regular file");
                }
            }
            folder += names[at] + "/";
        }
        return Optional.empty();
    }

    /// Ends a download once enough is kept.
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1;
    }

    /// Keeps only the beginning of what is written to it.
    private static final class Beginning extends OutputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int most;

        Beginning(int most) {
            this.most = most;
        }

        byte[] bytes() {
            return kept.toByteArray();
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int room = most - kept.size();
            kept.write(bytes, from, Math.min(room, length));
            if (length > room) throw new Enough();
        }
    }
}
