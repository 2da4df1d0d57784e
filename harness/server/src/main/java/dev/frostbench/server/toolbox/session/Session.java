package dev.frostbench.server.toolbox.session;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.OutputListener.Stream;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.inside.Descendants;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;

/// One shell that runs commands one after the other, so that `cd`, variables and functions last.
///
///     exec() ──▶ waiting ──▶ running ──mark on both streams──▶ ended
///
/// The shell reads commands from its standard input. So a command reads from elsewhere: nothing, or a named pipe. After
/// each command the shell prints a mark with the exit code, whose text is the session's secret. What a background
/// process prints goes to the command that runs then, or else to the last one.
public final class Session {

    private static final int MOST_KEPT = 1000;
    private static final int MOST_WAITING = 100;
    private static final int LONGEST_COMMAND = 1 << 20;
    /// The code of commands that never ran or were killed with the shell.
    private static final int KILLED = 137;

    private final String id;
    private final Inside inside;
    private final LogPages logs;
    private final Execution shell;
    private final Descendants descendants;
    private final String[] secret = {"frostbench-", UUID.randomUUID().toString()};
    private final MarkScan[] scans = {scan(), scan()};
    private final boolean[] met = new boolean[2];
    private final List<SessionCommand> commands = new ArrayList<>();
    private final LinkedBlockingQueue<SessionCommand> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    /// The command that runs, or else the last one.
    private SessionCommand current;
    private boolean ended;
    private Thread driver;

    private Session(String id, Inside inside, LogPages logs, Execution shell, Descendants descendants) {
        this.id = id;
        this.inside = inside;
        this.logs = logs;
        this.shell = shell;
        this.descendants = descendants;
        this.current = new SessionCommand("", new SessionCommand.Wanted("", false, false), new CommandLog(logs));
    }

    private MarkScan scan() {
        return new MarkScan(secret[0] + secret[1]);
    }

    static Session begin(String id, Inside inside, LogPages logs) throws IOException {
        var descendants = Descendants.of(inside);
        Command command = inside.command(List.of(inside.shell()), descendants.environment())
                .input(new Command.Input.Open()).output(new Command.Output.Memory(4096, false));
        Session session = new Session(id, inside, logs, inside.sandbox().start(command), descendants);
        session.driver = Thread.ofVirtual().name("commands of a session").start(session::drive);
        Thread.ofVirtual().name("output of a session").start(session::listen);
        return session;
    }

    public String id() {
        return id;
    }

    public synchronized List<SessionCommand> commands() {
        return List.copyOf(commands);
    }

    public Optional<SessionCommand> command(String wanted) {
        return commands().stream().filter(each -> each.id().equals(wanted)).findFirst();
    }

    /// Runs a command when all before it have ended.
    ///
    /// @throws ApiFailure 410 if the shell has ended, 413 or 429 if there is too much to do
    public synchronized SessionCommand exec(SessionCommand.Wanted wanted) {
        if (wanted.text().indexOf('\0') >= 0) throw Refusals.badRequest("a command has no zero byte");
        if (wanted.text().length() > LONGEST_COMMAND)
            throw Refusals.tooMuch("a command of a session has at most 1 MiB; upload a script instead");
        if (ended) throw ApiFailure.inside(410, "SESSION_ENDED", "the shell of session '" + id + "' has ended");
        SessionCommand command = new SessionCommand(UUID.randomUUID().toString(), wanted, new CommandLog(logs));
        if (!waiting.offer(command))
            throw ApiFailure.inside(429, "TOO_MANY_REQUESTS", "session '" + id + "' has " + MOST_WAITING
                    + " commands waiting already");
        commands.add(command);
        if (commands.size() > MOST_KEPT) commands.removeFirst().log().forget();
        return command;
    }

    private void drive() {
        try (OutputStream to = shell.input()) {
            while (true) {
                SessionCommand next = waiting.take();
                Optional<String> pipe = next.wanted().withInput() ? new InputPipe(inside).make(next.id())
                        : Optional.empty();
                synchronized (this) {
                    if (ended) return;
                    current = next;
                }
                to.write(script(next.wanted().text(), pipe).getBytes(StandardCharsets.UTF_8));
                next.input().complete(pipe);
                next.await();
                if (pipe.isPresent()) new InputPipe(inside).remove(pipe.get());
            }
        } catch (IOException | IllegalStateException gone) {
            kill();
        } catch (InterruptedException over) {
            // the shell has ended
        }
    }

    /// `command` takes from `eval` the power to end the shell. The outer redirections are undone after the command, so
    /// one like `exec >file` does not take the shell's output away. The mark is printed in two words, so that it is not
    /// taken for one where the shell shows what it reads or runs (`set -v`, `set -x`). After a quotation mark without
    /// its like, bash 5.2 takes no brace on the next line; so that line is empty.
    private String script(String text, Optional<String> pipe) {
        String words = "'%s%s%03d' '\001" + secret[0] + "' '" + secret[1] + "' ";
        return "{ \\command eval '" + text.replace("'", "'\\''") + "\n'\n} <>" + pipe.orElse("/dev/null")
                + " >/dev/stdout 2>/dev/stderr\n\n"
                + "{ \\command printf " + words + "$?; \\command printf " + words + "0 >&3; } 3>&2 2>/dev/null\n";
    }

    private void listen() {
        try {
            shell.follow(this::take);
        } catch (IOException broken) {
            // the sandbox is gone or broken: the next call says so
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            finish();
        }
    }

    private synchronized void take(Stream stream, byte[] bytes) throws IOException {
        OptionalInt code = scans[stream.ordinal()].next(bytes, (all, from, to) -> current.log().add(stream, all, from,
                to));
        if (code.isEmpty()) return;
        if (stream == Stream.STDOUT) current.ends(code.getAsInt());
        met[stream.ordinal()] = true;
        if (!met[0] || !met[1]) return;
        met[0] = false;
        met[1] = false;
        current.end();
    }

    /// The shell is gone: what ran has its exit code, and what waited will never run.
    private synchronized void finish() {
        if (ended) return;
        ended = true;
        try {
            for (Stream stream : Stream.values())
                scans[stream.ordinal()].rest((all, from, to) -> current.log().add(stream, all, from, to));
        } catch (IOException noLog) {
            // the logs are closed with the sandbox
        }
        if (current.exitCode().isEmpty()) current.ends(code());
        current.end();
        for (SessionCommand never : waiting) {
            never.ends(KILLED);
            never.end();
        }
        driver.interrupt();
    }

    private int code() {
        try {
            return shell.outcome().map(outcome -> outcome.end().shellCode()).orElse(KILLED);
        } catch (IOException broken) {
            return KILLED;
        }
    }

    /// Writes to the standard input of a command that runs.
    ///
    /// @throws ApiFailure 410 if it has ended, 409 if it does not run yet or reads no input
    public void input(SessionCommand command, String text) throws IOException, InterruptedException {
        synchronized (this) {
            if (command.exitCode().isPresent()) throw completed(command);
            if (!isNext(command))
                throw ApiFailure.inside(409, "CONFLICT", "command " + command.id() + " waits for the ones before it");
        }
        if (!command.wanted().withInput())
            throw ApiFailure.inside(409, "CONFLICT", "command " + command.id() + " reads no input, because its caller"
                    + " waits for its end; run it with runAsync");
        Optional<String> pipe = command.input().join();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (pipe.isPresent()) {
            if (command.wanted().echoed()) command.log().add(Stream.STDOUT, bytes, 0, bytes.length);
            if (new InputPipe(inside).write(pipe.get(), bytes)) return;
        }
        if (command.exitCode().isPresent()) throw completed(command);
        throw ApiFailure.inside(409, "CONFLICT", "command " + command.id() + " does not read its input");
    }

    private boolean isNext(SessionCommand command) {
        return commands.stream().filter(each -> each.exitCode().isEmpty()).findFirst().equals(Optional.of(command));
    }

    private static ApiFailure completed(SessionCommand command) {
        return ApiFailure.inside(410, "COMMAND_ALREADY_COMPLETED", "command " + command.id() + " has ended");
    }

    /// Ends the shell and what it started, and nothing else of the sandbox.
    void close() throws IOException, InterruptedException {
        if (!descendants.kill()) shell.kill();
        finish();
        commands().forEach(command -> command.log().forget());
    }

    /// Ends the shell at once. What else came into the sandbox since it began may end with it.
    void kill() {
        try {
            shell.kill();
        } catch (IOException | IllegalStateException gone) {
            // it ends with the sandbox
        }
        finish();
    }
}
