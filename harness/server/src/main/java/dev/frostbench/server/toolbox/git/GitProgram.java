package dev.frostbench.server.toolbox.git;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The `git` of a sandbox. It asks nobody for anything, and says everything in English.
///
/// A repository may belong to another user of the sandbox than the one who runs git: that is no danger here, because
/// what it makes git run stays in the sandbox.
public record GitProgram(Inside inside) {

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final long MOST_OUTPUT = 16 << 20;
    private static final int NOT_STARTED = 127;

    /// One call of git.
    ///
    /// @param settings of git, for this call only; no process list shows them
    record Call(String folder, List<String> arguments, Map<String, String> environment, List<Setting> settings,
            byte[] input) {

        static Call in(String folder, List<String> arguments) {
            return new Call(folder, arguments, Map.of(), List.of(), new byte[0]);
        }

        static Call in(String folder, String... arguments) {
            return in(folder, List.of(arguments));
        }

        Call input(String text) {
            return new Call(folder, arguments, environment, settings, text.getBytes(StandardCharsets.UTF_8));
        }

        Call environment(Map<String, String> more) {
            return new Call(folder, arguments, more, settings, input);
        }

        Call settings(List<Setting> more) {
            return new Call(folder, arguments, environment, more, input);
        }
    }

    record Setting(String key, String value) {}

    record Answer(int code, String out, String error) {

        boolean good() {
            return code == 0;
        }
    }

    /// What git prints.
    ///
    /// @throws ApiFailure if git fails
    String run(Call call) throws IOException, InterruptedException {
        Answer answer = ask(call);
        if (!answer.good()) throw GitFailures.of(answer);
        return answer.out();
    }

    /// Also if git fails.
    Answer ask(Call call) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(call.arguments());
        Command command = inside.command(argv, environment(call)).workdir(call.folder()).stdin(call.input())
                .timeout(LIMIT).output(new Command.Output.Memory(MOST_OUTPUT, false));
        Outcome outcome = inside.sandbox().run(command);
        String error = new String(outcome.stderr(), StandardCharsets.UTF_8);
        if (outcome.end() instanceof Outcome.End.TimedOut)
            throw ApiFailure.inside(408, "PROCESS_EXECUTION_TIMEOUT", "git did not end within 30 minutes");
        int code = outcome.end().shellCode();
        if (code == NOT_STARTED && error.startsWith("frostbench: git:"))
            throw Refusals.missing("the snapshot of this sandbox has no git; install it in the sandbox");
        if (outcome.droppedBytes() > 0) throw Refusals.tooMuch("git printed more than 16 MiB");
        return new Answer(code, new String(outcome.stdout(), StandardCharsets.UTF_8), error);
    }

    private static Map<String, String> environment(Call call) {
        Map<String, String> all = new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "LANGUAGE", "", "GIT_TERMINAL_PROMPT", "0",
                "GIT_ASKPASS", "", "SSH_ASKPASS", "", "GIT_EDITOR", "true", "GIT_PAGER", "cat",
                "GIT_OPTIONAL_LOCKS", "0"));
        all.putAll(call.environment());
        List<Setting> settings = new ArrayList<>(List.of(new Setting("safe.directory", "*")));
        settings.addAll(call.settings());
        all.put("GIT_CONFIG_COUNT", Integer.toString(settings.size()));
        for (int i = 0; i < settings.size(); i++) {
            all.put("GIT_CONFIG_KEY_" + i, settings.get(i).key());
            all.put("GIT_CONFIG_VALUE_" + i, settings.get(i).value());
        }
        return all;
    }

    /// The folder of a repository.
    ///
    /// @throws ApiFailure 404 if there is nothing at that path
    String folder(String path) throws IOException, InterruptedException {
        String folder = inside.path(path);
        if (!inside.exists(folder)) throw GitFailures.noRepository("no such folder in the sandbox: " + folder);
        return folder;
    }

    /// A name, revision or address that git cannot take for an option.
    ///
    /// @throws ApiFailure 400 if it is empty or begins with `-`
    static String plain(String field, String text) {
        if (text.isEmpty() || text.startsWith("-"))
            throw Refusals.badRequest("'" + field + "' must not be empty or begin with '-', got '" + text + "'");
        return text;
    }
}
