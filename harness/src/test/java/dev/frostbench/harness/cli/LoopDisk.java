package dev.frostbench.harness.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A file system on a disk in a file. It is mounted in a mount namespace held by a process, as long as that can read
/// from this one. So mount and loop device disappear with this object, and with the JVM, however that ends.
final class LoopDisk implements AutoCloseable {

    private static final long SIZE = 4L << 30;
    private static final Map<String, List<String>> MAKE = Map.of(
            "ext4", List.of("mkfs.ext4", "-q", "-b", "4096"),
            "xfs", List.of("mkfs.xfs", "-q", "-m", "reflink=1"),
            "btrfs", List.of("mkfs.btrfs", "-q"));

    private final Path mounted;
    private final Process holder;

    /// Why there can be no such disk.
    static final class Missing extends IOException {

        private Missing(String why) {
            super(why);
        }
    }

    private LoopDisk(Path mounted, Process holder) {
        this.mounted = mounted;
        this.holder = holder;
    }

    /// @param folder an empty folder
    static LoopDisk open(Path folder, String type) throws IOException, InterruptedException {
        Path image = folder.resolve("image");
        try (var file = Files.newByteChannel(Files.createFile(image), StandardOpenOption.WRITE)) {
            file.position(SIZE - 1).write(ByteBuffer.wrap(new byte[1]));
        }
        List<String> make = new ArrayList<>(MAKE.get(type));
        make.add(image.toString());
        Path said = folder.resolve("said");
        if (process(make, said).start().waitFor() != 0)
            throw new Missing("no " + type + " can be made: " + Files.readString(said).strip());
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        Process holder = process(List.of("unshare", "--mount", "sh", "-c",
                "mount -o loop \"$1\" \"$2\" && echo mounted && exec cat", "sh",
                image.toString(), mounted.toString()), said).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        if (!"mounted".equals(holder.inputReader().readLine())) {
            holder.waitFor();
            throw new Missing("no " + type + " can be mounted from a file: " + Files.readString(said).strip());
        }
        return new LoopDisk(mounted, holder);
    }

    /// The tools of administrators need not be on the PATH.
    private static ProcessBuilder process(List<String> words, Path said) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin exec \"$@\"", "sh"));
        command.addAll(words);
        return new ProcessBuilder(command).redirectOutput(said.toFile()).redirectError(said.toFile());
    }

    /// Where it is mounted, visible only to commands that run inside.
    Path root() {
        return mounted;
    }

    /// A command that sees it.
    List<String> inside(List<String> words) {
        List<String> command = new ArrayList<>(List.of("nsenter", "--mount=/proc/" + holder.pid() + "/ns/mnt", "--"));
        command.addAll(words);
        return command;
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        try {
            holder.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
