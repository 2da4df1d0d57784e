package dev.frostbench.server.toolbox.files;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.FileEntry;
import dev.frostbench.fixtures.sandbox.OutputListener;
import dev.frostbench.server.toolbox.inside.Accounts;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;

/// Files that go out to a caller, who may be slow.
///
/// While a file is read from outside, its sandbox can be neither frozen nor closed. So a file of up to 1 MiB is read
/// before it is sent, and a longer one is read by a process inside.
public record Downloads(Inside inside) {

    private static final int SMALL = 1 << 20;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /// A file that can be sent.
    public interface Opened {

        /// Bytes, if they are known before.
        OptionalLong length();

        void send(OutputStream into) throws IOException, InterruptedException;
    }

    /// @throws dev.frostbench.server.http.ApiFailure if there is no such regular file
    public Opened open(String asked) throws IOException, InterruptedException {
        String path = inside.path(asked);
        try {
            FileEntry entry = inside.files().stat(path);
            if (entry.type() == FileEntry.Type.DIRECTORY) throw Refusals.invalidPath(asked + " is a folder");
            if (entry.size() > SMALL) return new Long(inside, path);
            var content = new Accounts.Bounded(SMALL);
            inside.files().download(path, content);
            return new Short(content.toByteArray());
        } catch (Accounts.TooLong longer) {
            return new Long(inside, path);
        } catch (IOException failure) {
            throw Refusals.ofFile(asked, failure);
        }
    }

    private record Short(byte[] content) implements Opened {

        @Override
        public OptionalLong length() {
            return OptionalLong.of(content.length);
        }

        @Override
        public void send(OutputStream into) throws IOException {
            into.write(content);
        }
    }

    private record Long(Inside inside, String path) implements Opened {

        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public void send(OutputStream into) throws IOException, InterruptedException {
            Execution reading = inside.sandbox().start(Command.of("sh", "-c",
                    "test -f \"$1\" && echo && read -r _ && exec cat <\"$1\" 2>/dev/null", "sh", path)
                    .user("root").workdir("/").input(new Command.Input.Open()).timeout(LONGEST)
                    .output(new Command.Output.Memory(64, true)));
            try {
                reading.follow(new Begun(reading.input(), into));
                if (!reading.await().succeeded()) throw new IOException("the file could not be read to its end");
            } finally {
                if (reading.outcome().isEmpty()) reading.kill();
            }
        }
    }

    /// Hands over what a process prints after its first line, and lets it go on only when it has met that line. So it
    /// loses nothing of what comes, whenever it was begun.
    private static final class Begun implements OutputListener {

        private final OutputStream go;
        private final OutputStream into;
        private boolean begun;

        Begun(OutputStream go, OutputStream into) {
            this.go = go;
            this.into = into;
        }

        @Override
        public void output(Stream stream, byte[] bytes) throws IOException {
            if (begun) {
                into.write(bytes);
                return;
            }
            begun = true;
            go.write('\n');
            go.close();
        }
    }
}
