package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The C program `floor.c`, running beside this one. It forks on request and reports how long that took.
final class Floor implements AutoCloseable {

    private final Process program;
    private final BufferedReader answers;

    private Floor(Process program) {
        this.program = program;
        this.answers = program.inputReader();
    }

    static Floor start(Path folder, List<Path> layers) throws IOException, InterruptedException {
        Path filter = folder.resolve("filter");
        long[] instructions = NamespaceBackend.callFilter();
        ByteBuffer bytes = ByteBuffer.allocate(8 * instructions.length).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(instructions);
        Files.write(filter, bytes.array());
        Path workshop = Files.createDirectory(folder.resolve("workshop"));
        List<String> command = new ArrayList<>(List.of(Compiler.compile("floor", folder, List.of()).toString(),
                workshop.toString(), filter.toString(), folder.toString()));
        layers.forEach(layer -> command.add(folder.relativize(layer).toString()));
        return new Floor(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// @param mode `floor` or `bare`
    long fork(String mode, Path scratch) throws IOException {
        var requests = program.outputWriter();
        requests.write(mode + " " + scratch.getFileName() + "\n");
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) throw new IOException("the C program that measures the floor ended");
        return Long.parseLong(answer);
    }

    @Override
    public void close() throws IOException {
        program.outputWriter().close();
        program.destroy();
    }
}
