package dev.frostbench.server.toolbox.interpreter;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.OutputListener.Stream;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.inside.Descendants;
import dev.frostbench.server.toolbox.inside.Inside;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;

/// A Python that runs: our script, which takes pieces of code on its standard input and tells in lines of JSON what
/// they did.
final class Interpreter {

    private static final String SCRIPT = script();
    private static final int LONGEST_LINE = 1 << 20;
    private static final int START_SECONDS = 30;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Inside inside;
    private final Execution execution;
    private final Descendants descendants;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> process = new CompletableFuture<>();
    private volatile Run run = new Run(_ -> {});

    /// Takes a message for the client.
    interface Listener {
        void message(ObjectNode message) throws IOException;
    }

    /// One piece of code on its way.
    private static final class Run {

        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private volatile Listener listener;

        Run(Listener listener) {
            this.listener = listener;
        }

        void tell(ObjectNode message) {
            try {
                listener.message(message);
            } catch (IOException gone) {
                listener = _ -> {};
            }
        }
    }

    /// The interpreter has ended, and its state with it.
    static final class Ended extends IOException {

        private static final long serialVersionUID = 1;

        Ended(String message) {
            super(message);
        }
    }

    private Interpreter(Inside inside, Execution execution, Descendants descendants) {
        this.inside = inside;
        this.execution = execution;
        this.descendants = descendants;
    }

    /// @throws Ended if there is no Python
    static Interpreter begin(Inside inside, String workdir) throws IOException, InterruptedException {
        var descendants = Descendants.of(inside);
        Execution execution = inside.sandbox().start(inside.command(List.of("sh", "-c", """
                for program in python3 python; do
                  command -v $program >/dev/null && exec $program -u -c "$1"
                done
                exit 97""", "sh", SCRIPT), descendants.environment()).workdir(workdir)
                .input(new Command.Input.Open()).output(new Command.Output.Memory(4096, false)));
        var interpreter = new Interpreter(inside, execution, descendants);
        Thread.ofVirtual().name("answers of an interpreter").start(interpreter::listen);
        if (!interpreter.within(interpreter.process, START_SECONDS)) {
            interpreter.kill();
            throw new Ended("the interpreter did not begin within " + START_SECONDS + " s");
        }
        return interpreter;
    }

    boolean alive() throws IOException {
        return execution.outcome().isEmpty();
    }

    /// Runs code and hands over what it tells, also after the time is up. One at a time.
    ///
    /// @param seconds 0 means as long as it likes
    /// @return whether it ended in time
    /// @throws Ended if the interpreter ends meanwhile
    boolean run(String code, Map<String, String> environment, int seconds, Listener listener) throws IOException,
            InterruptedException {
        Run next = new Run(listener);
        run = next;
        ObjectNode request = Json.object().put("code", code);
        ObjectNode variables = request.putObject("envs");
        environment.forEach(variables::put);
        execution.input().write((request + "\n").getBytes(StandardCharsets.UTF_8));
        return within(next.done, seconds == 0 ? Long.MAX_VALUE : seconds);
    }

    /// Interrupts the code as Ctrl-C does, and waits for its end.
    ///
    /// @return whether it ended
    boolean interrupt(int seconds) throws IOException, InterruptedException {
        Run last = run;
        last.listener = _ -> {};
        inside.sandbox().run(inside.command(List.of("sh", "-c", "kill -INT \"$1\"", "sh", process.join().toString()),
                Map.of()).timeout(LIMIT));
        return within(last.done, seconds);
    }

    private boolean within(CompletableFuture<?> future, long seconds) throws IOException, InterruptedException {
        try {
            future.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException ended) {
            throw new Ended(ended.getCause().getMessage());
        }
    }

    private void listen() {
        String why = "the interpreter was lost";
        try {
            execution.follow(this::take);
            int code = execution.await().end().shellCode();
            why = code == 97 ? "the snapshot of this sandbox has no python3 or python"
                    : "the interpreter has ended with code " + code + "; its state is lost";
        } catch (IOException broken) {
            why = "the interpreter was lost: " + broken.getMessage();
            kill();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            process.completeExceptionally(new Ended(why));
            run.done.completeExceptionally(new Ended(why));
        }
    }

    private void take(Stream stream, byte[] bytes) throws IOException {
        if (stream == Stream.STDERR) return;
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] != '\n') continue;
            line.write(bytes, from, at - from);
            from = at + 1;
            told();
        }
        line.write(bytes, from, bytes.length - from);
        if (line.size() > LONGEST_LINE) throw new IOException("it wrote a line that is too long");
    }

    private void told() {
        try {
            told(Json.object(line.toByteArray()));
        } catch (ApiFailure noMessage) {
            // not ours: code has written to our descriptor
        } finally {
            line.reset();
        }
    }

    private void told(ObjectNode message) {
        switch (message.path("type").asString("")) {
            case "ready" -> process.complete(message.path("pid").asInt(0));
            case "done" -> run.done.complete(null);
            case "stdout", "stderr", "error" -> run.tell(message);
            default -> {
                // not ours either
            }
        }
    }

    /// Ends it and what it started.
    void close() throws IOException, InterruptedException {
        if (!descendants.kill()) execution.kill();
    }

    /// Ends it at once; what else came into the sandbox since it began may end with it.
    void kill() {
        try {
            execution.kill();
        } catch (IOException | IllegalStateException gone) {
            // it ends with the sandbox
        }
    }

    private static String script() {
        try (InputStream in = Interpreter.class.getResourceAsStream("interpreter.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException("the program is not complete", broken);
        }
    }
}
