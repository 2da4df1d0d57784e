package dev.frostbench.server.toolbox.inside;

import dev.frostbench.fixtures.sandbox.SandboxFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// The names of users or groups of a sandbox, by its own `/etc/passwd` or `/etc/group`.
public record Accounts(Map<Integer, String> names) {

    private static final int LARGEST = 1 << 20;

    public static Accounts users(SandboxFiles files) {
        return read(files, "/etc/passwd");
    }

    public static Accounts groups(SandboxFiles files) {
        return read(files, "/etc/group");
    }

    private static Accounts read(SandboxFiles files, String path) {
        Map<Integer, String> names = new HashMap<>();
        try {
            var content = new Bounded(LARGEST);
            files.download(path, content);
            content.toString(StandardCharsets.UTF_8).lines().map(line -> line.split(":"))
                    .filter(entry -> entry.length > 2 && entry[2].matches("\\d{1,5}"))
                    .forEach(entry -> names.putIfAbsent(Integer.valueOf(entry[2]), entry[0]));
        } catch (IOException | IllegalArgumentException absent) {
            // numbers do as well as names
        }
        return new Accounts(names);
    }

    public String name(int id) {
        return names.getOrDefault(id, Integer.toString(id));
    }

    /// The id of a name, or of a number as text.
    public OptionalInt id(String text) {
        if (text.matches("\\d{1,5}")) return OptionalInt.of(Integer.parseInt(text));
        return names.entrySet().stream().filter(entry -> entry.getValue().equals(text)).mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /// Keeps what is written up to a bound, and throws beyond.
    public static final class Bounded extends ByteArrayOutputStream {

        private final int most;

        public Bounded(int most) {
            this.most = most;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (size() + (long) length > most) throw new TooLong();
            super.write(bytes, from, length);
        }

        @Override
        public synchronized void write(int single) {
            write(new byte[]{(byte) single}, 0, 1);
        }
    }

    /// What was written into [Bounded] is longer than its bound.
    public static final class TooLong extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        TooLong() {
            super("the file is too long");
        }
    }
}
