package dev.frostbench.harness.ledger;

import dev.frostbench.suites.dataset.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The outputs of commands. Short output is in the ledger itself. Long output is in a file named by its sha256, which
/// is on the disk before the record that names it.
final class Outputs {

    /// Longest output that is kept in the ledger, in bytes.
    private static final int INLINE = 4096;
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final AtomicLong temporary = new AtomicLong();

    Outputs(Path folder) {
        this.folder = folder;
    }

    JsonNode store(byte[] output) throws IOException {
        var json = JsonNodeFactory.instance;
        if (output.length <= INLINE) return json.binaryNode(output);
        String name = Sha256.hexOf(output);
        Path file = folder.resolve(name);
        if (!Files.exists(file)) write(file, output);
        return json.objectNode().put("file", name);
    }

    byte[] load(JsonNode stored) throws IOException {
        if (!stored.isObject()) return stored.binaryValue();
        String name = stored.required("file").asString();
        if (!isName(name))
            throw new IllegalArgumentException(
                    "an output's name is the sha256 of its bytes, and this is '" + name + "'");
        Path file = folder.resolve(name);
        byte[] output;
        try {
            output = Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            throw new IOException(file + ": an output that the ledger names is gone", gone);
        }
        if (!Sha256.hexOf(output).equals(name))
            throw new IOException(file + ": an output that the ledger names was altered; its sha256 is not its name");
        return output;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private void write(Path file, byte[] output) throws IOException {
        Files.createDirectories(folder);
        Path half = folder.resolve("half-" + ProcessHandle.current().pid() + "-" + temporary.incrementAndGet());
        try (var channel = FileChannel.open(half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(output);
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(folder);
    }

    /// Makes the entries of a folder durable.
    static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
