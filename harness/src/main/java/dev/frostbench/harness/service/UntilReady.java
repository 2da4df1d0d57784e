package dev.frostbench.harness.service;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.local.LocalRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// A command that keeps running until a check of the user's succeeds beside it.
///
/// Its standard streams are files of the sandbox, because nothing of this process can be part of its frozen state.
public record UntilReady(LocalRuntime runtime, Sandbox sandbox, ReadyCheck check) {

    /// What the command prints, in the sandbox.
    public static final String LOG = "/tmp/processes.log";

    private static final String DETACHED = "exec \"$@\" < /dev/null > " + LOG + " 2>&1";
    private static final int SHOWN_CHARACTERS = 2000;

    /// @param with makes a command of words, with what the user's options say
    /// @return when the check has succeeded
    /// @throws IOException with what the command printed, if it ends before or the time is up
    public Execution start(BiFunction<List<String>, Command.Output, Command> with, List<String> argv)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", DETACHED, "sh"));
        words.addAll(argv);
        Execution running = runtime.startToFreeze(sandbox, with.apply(words, Command.of("true").output()));
        boolean ready = check.await(sandbox, () -> running.outcome().isPresent());
        Optional<Outcome> ended = running.outcome();
        if (ended.isPresent())
            throw new IOException("the command ended with exit code " + ended.get().end().shellCode()
                    + " before it was ready, so nothing is frozen; let it stay in the foreground; it printed: "
                    + printed(ended.get()));
        if (!ready)
            throw new IOException(check.late() + ", so nothing is frozen; mend the check, or let it take longer; the"
                    + " command printed: " + printed(sandbox));
        return running;
    }

    /// A command that could not be started has no log.
    private String printed(Outcome outcome) {
        String said = new String(outcome.stderr(), StandardCharsets.UTF_8).strip();
        return said.isEmpty() ? printed(sandbox) : said;
    }

    /// What the command has printed in a sandbox, for messages.
    static String printed(Sandbox sandbox) {
        var log = new ByteArrayOutputStream();
        try {
            sandbox.files().download(LOG, log);
        } catch (IOException none) {
            return "nothing";
        }
        String text = log.toString(StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) return "nothing";
        return text.length() <= SHOWN_CHARACTERS ? text : "… " + text.substring(text.length() - SHOWN_CHARACTERS);
    }
}
