package dev.frostbench.server.toolbox.git;

import dev.frostbench.server.toolbox.git.GitProgram.Setting;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A name and password for one call of git, and the address that they are for.
///
/// They are in the environment of that call alone: not in its arguments, which everybody in the sandbox sees, and not
/// in the configuration of the repository. Git offers them to the server of the address only, also if that sends it
/// elsewhere. Hooks of the repository, which could read them, are not run.
///
/// @param address without name and password
record Login(String address, Optional<String> name, Optional<String> password) {

    private static final String NAME = "FB_GIT_USERNAME";
    private static final String PASSWORD = "FB_GIT_PASSWORD";
    private static final String HELPER = "!f() { test \"$1\" = get || exit 0; echo \"username=$" + NAME
            + "\"; echo \"password=$" + PASSWORD + "\"; }; f";

    Login {
        name.ifPresent(text -> requireLine("username", text));
        password.ifPresent(text -> requireLine("password", text));
    }

    private static void requireLine(String field, String text) {
        if (text.chars().anyMatch(letter -> letter < ' '))
            throw Refusals.badRequest("'" + field + "' must be one line");
    }

    /// Takes name and password out of the address if it has them.
    static Login of(String address, Optional<String> name, Optional<String> password) {
        int begin = address.indexOf("://") + 3;
        int end = address.indexOf('@', begin);
        int slash = address.indexOf('/', begin);
        if (!isWeb(address) || end < 0 || slash >= 0 && slash < end) return new Login(address, name, password);
        String[] user = address.substring(begin, end).split(":", 2);
        return new Login(address.substring(0, begin) + address.substring(end + 1), name.or(() -> decoded(user[0])),
                password.or(() -> user.length == 2 ? decoded(user[1]) : Optional.empty()));
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException asItIs) {
            return Optional.of(text);
        }
    }

    private static boolean isWeb(String address) {
        return address.startsWith("https://") || address.startsWith("http://");
    }

    private boolean isGiven() {
        return isWeb(address) && (name.isPresent() || password.isPresent());
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        if (!isGiven()) return environment;
        environment.put(NAME, name.filter(text -> !text.isEmpty()).orElse("git"));
        environment.put(PASSWORD, password.orElse(""));
        return environment;
    }

    /// The first line forgets all helpers, one of which could keep the password.
    List<Setting> settings() {
        return isGiven() ? List.of(new Setting("credential.helper", ""),
                new Setting("credential." + origin() + ".helper", HELPER), new Setting("core.hooksPath", "/dev/null"))
                : List.of();
    }

    private String origin() {
        try {
            URI uri = new URI(address);
            if (uri.getHost() != null)
                return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (URISyntaxException invalid) {
            // answered below
        }
        throw Refusals.badRequest("no address of a repository: '" + address + "'");
    }
}
