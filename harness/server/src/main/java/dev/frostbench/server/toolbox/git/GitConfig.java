package dev.frostbench.server.toolbox.git;

import dev.frostbench.server.toolbox.git.GitProgram.Answer;
import dev.frostbench.server.toolbox.git.GitProgram.Call;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Settings of git: of the sandbox's user, of the whole sandbox, or of one repository.
///
/// @param scope `--global`, `--system` or `--local`
/// @param folder of the repository, or any other
public record GitConfig(GitProgram git, String scope, String folder) {

    /// @param path of the repository; wanted for the scope local only
    public static GitConfig of(GitProgram git, String scope, Optional<String> path) throws IOException,
            InterruptedException {
        return switch (scope) {
            case "local" -> new GitConfig(git, "--local", git.folder(path.filter(text -> !text.isEmpty())
                    .orElseThrow(() -> Refusals.badRequest("'path' is wanted for the scope local"))));
            case "global", "system" -> new GitConfig(git, "--" + scope, "/");
            default -> throw Refusals.badRequest("'scope' must be global, local or system, got '" + scope + "'");
        };
    }

    /// Empty if it is not set.
    public Optional<String> value(String key) throws IOException, InterruptedException {
        Answer answer = git.ask(Call.in(folder, "config", scope, "--null", "--get", requireKey(key)));
        if (answer.good()) return Optional.of(answer.out().substring(0, Math.max(0, answer.out().length() - 1)));
        if (answer.code() == 1 && answer.error().isBlank()) return Optional.empty();
        // a configuration that is not there yet
        if (scope.equals("--system") && answer.error().contains("No such file")) return Optional.empty();
        throw GitFailures.of(answer);
    }

    public void set(String key, String value) throws IOException, InterruptedException {
        Inside inside = git.inside();
        if (scope.equals("--global")) inside.makeFolders(inside.self().home(), 0700);
        if (scope.equals("--system")) inside.files().makeDirectory("/etc", 0755);
        git.run(Call.in(folder, "config", scope, "--replace-all", requireKey(key), value));
    }

    public void setUser(String name, String email) throws IOException, InterruptedException {
        set("user.name", name);
        set("user.email", email);
    }

    private static String requireKey(String key) {
        if (!key.matches("(?s)[A-Za-z0-9-]+\\.(.*\\.)?[A-Za-z][A-Za-z0-9-]*") || key.startsWith("-")
                || key.indexOf('\n') >= 0)
            throw Refusals.badRequest("'key' must be of the form section.name, got '" + key + "'");
        return key;
    }

    /// Keeps a login for a server in the home of the sandbox's user, for every later call of git.
    public static void keepLogin(GitProgram git, String protocol, String host, String name, String password)
            throws IOException, InterruptedException {
        StringBuilder told = new StringBuilder();
        Map.of("protocol", protocol, "host", host, "username", name, "password", password).forEach((key, value) -> {
            if (value.isEmpty() || value.chars().anyMatch(letter -> letter < ' '))
                throw Refusals.badRequest("'" + key + "' must be one line that is not empty");
            told.append(key).append('=').append(value).append('\n');
        });
        of(git, "global", Optional.empty()).set("credential.helper", "store");
        git.run(Call.in("/", "credential", "approve").input(told.append('\n').toString()));
    }
}
