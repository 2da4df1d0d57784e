package dev.frostbench.server.toolbox.process;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Pieces of code, run by an interpreter that the snapshot has.
public record CodeRuns(Inside inside) {

    /// What the script below ends with if no interpreter is there.
    private static final int NO_INTERPRETER = 97;

    private enum Language {
        PYTHON(".py", "python3 or python", """
                for program in python3 python; do
                  command -v $program >/dev/null && exec $program -u -c 'import sys
                name = sys.argv.pop(1)
                sys.argv[0] = "-c"
                with open(name, encoding="utf-8") as file: code = file.read()
                import os; os.remove(name)
                del file, name, os
                exec(compile(code, "<string>", "exec"), {"__name__": "__main__", "__builtins__": __builtins__})' "$@"
                done
                exit 97
                """), JAVASCRIPT(".js", "node", """
                command -v node >/dev/null && exec node "$@"
                exit 97
                """), TYPESCRIPT(".ts", "tsx, ts-node or Node 22.6 and later", """
                command -v tsx >/dev/null && exec tsx "$@"
                command -v ts-node >/dev/null && exec ts-node -T -O '{"module":"CommonJS"}' "$@"
                node --experimental-strip-types -e 0 >/dev/null 2>&1 &&
                  exec node --experimental-strip-types --no-warnings "$@"
                exit 97
                """);

        private final String suffix;
        private final String needs;
        private final String script;

        Language(String suffix, String needs, String script) {
            this.suffix = suffix;
            this.needs = needs;
            this.script = script;
        }

        static Language of(String word) {
            return switch (word) {
                case "", "python" -> PYTHON;
                case "javascript" -> JAVASCRIPT;
                case "typescript" -> TYPESCRIPT;
                default -> throw Refusals.badRequest("'language' must be python, typescript or javascript, got '"
                        + word + "'");
            };
        }
    }

    /// @param language python, typescript or javascript; empty means python
    public record Wanted(String code, String language, List<String> arguments, Map<String, String> environment,
            Optional<Integer> timeoutSeconds) {}

    public ShellCommands.Ended run(Wanted wanted) throws IOException, InterruptedException {
        Language language = Language.of(wanted.language());
        String file = "/tmp/.code-" + UUID.randomUUID() + language.suffix;
        inside.files().upload(file, new ByteArrayInputStream(wanted.code().getBytes(StandardCharsets.UTF_8)), 0600);
        try {
            inside.own(file);
            List<String> argv = new ArrayList<>(List.of("sh", "-c", language.script, "sh", file));
            argv.addAll(wanted.arguments());
            Command command = inside.command(argv, wanted.environment());
            ShellCommands.Ended ended = new ShellCommands(inside).run(command, wanted.timeoutSeconds());
            if (ended.code() == NO_INTERPRETER && inside.exists(file) && ended.output().isEmpty())
                throw Refusals.missing("the snapshot of this sandbox has no interpreter for this code; it needs "
                        + language.needs);
            return ended;
        } finally {
            if (inside.exists(file)) inside.files().delete(file, false);
        }
    }
}
