package dev.frostbench.server.toolbox.files;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.FileEntry;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Permissions;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Files that come in from a caller, who may be slow.
///
/// While a file is written from outside, its sandbox can be neither frozen nor closed. So a file of up to 1 MiB is read
/// before it is written, and a longer one is written by a process inside.
public record Uploads(Inside inside) {

    private static final int SMALL = 1 << 20;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /// Writes a regular file, whose parents are made. One that is there keeps its mode and owner.
    public void write(String asked, InputStream content) throws IOException, InterruptedException {
        String path = inside.path(asked);
        byte[] beginning = content.readNBytes(SMALL);
        boolean small = beginning.length < SMALL;
        try {
            Optional<FileEntry> before = there(path);
            if (before.isPresent() && before.get().type() != FileEntry.Type.FILE
                    && before.get().type() != FileEntry.Type.SYMLINK)
                throw Refusals.invalidPath(asked + " is there, and no regular file");
            if (before.isEmpty()) inside.makeFolders(Inside.parent(path), 0755);
            inside.files().upload(path, new ByteArrayInputStream(small ? beginning : new byte[0]),
                    before.map(FileEntry::mode).orElse(0644) & 0777);
            if (!small) pass(path, beginning, content);
            settle(path, before);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.invalidPath(wrong.getMessage());
        } catch (Broken broken) {
            throw broken.failure;
        } catch (IOException failure) {
            throw Refusals.ofFile(asked, failure);
        }
    }

    private Optional<FileEntry> there(String path) throws IOException {
        try {
            return Optional.of(inside.files().stat(path));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    private void settle(String path, Optional<FileEntry> before) throws IOException, InterruptedException {
        if (before.isPresent() && before.get().type() == FileEntry.Type.FILE)
            inside.files().change(path, new Permissions(OptionalInt.of(before.get().mode()),
                    OptionalInt.of(before.get().owner()), OptionalInt.of(before.get().group())));
        else
            inside.own(path);
    }

    private void pass(String path, byte[] beginning, InputStream content) throws IOException, InterruptedException {
        Execution writing = inside.sandbox().start(Command.of("sh", "-c", "exec cat >\"$1\"", "sh", path).user("root")
                .workdir("/").input(new Command.Input.Open()).timeout(LONGEST)
                .output(new Command.Output.Memory(4096, true)));
        try (OutputStream into = writing.input()) {
            into.write(beginning);
            byte[] piece = new byte[1 << 16];
            for (int count = read(content, piece); count >= 0; count = read(content, piece))
                into.write(piece, 0, count);
        } catch (Broken broken) {
            writing.kill();
            throw broken;
        } catch (IOException ended) {
            // its outcome says why
        }
        Outcome outcome = writing.await();
        if (!outcome.succeeded())
            throw new IOException("the file could not be written: "
                    + new String(outcome.stdout(), StandardCharsets.UTF_8).strip());
    }

    /// The caller's stream failed, and not the sandbox.
    private static final class Broken extends IOException {

        private static final long serialVersionUID = 1;
        private final transient IOException failure;

        Broken(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private static int read(InputStream content, byte[] piece) throws Broken {
        try {
            return content.read(piece);
        } catch (IOException failure) {
            throw new Broken(failure);
        }
    }
}
