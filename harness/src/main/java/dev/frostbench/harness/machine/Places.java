package dev.frostbench.harness.machine;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where things are on this machine.
///
/// @param home the folder of the launcher
/// @param working the working directory
/// @param store the folder of the store
/// @param settings the settings that name these folders
public record Places(Path home, Path working, Path store, Settings settings) {

    /// From the launcher and the settings; the store is below the user's data folder if they name none.
    public static Places of(Settings settings) {
        Path working = Path.of("").toAbsolutePath();
        return new Places(ofLauncher(), working, store(settings, working), settings);
    }

    /// The folder of the launcher. It needs no store.
    static Path ofLauncher() {
        String home = System.getProperty("frostbench.home");
        return home == null ? Path.of("").toAbsolutePath() : Path.of(home);
    }

    /// The same with another store.
    public Places withStore(Path other) {
        return new Places(home, working, other, settings);
    }

    /// The folders of recipes: the one beside the suite, then the one that ships.
    public List<Path> recipes(Path besideSuite) {
        List<Path> folders = new ArrayList<>();
        if (besideSuite != null) folders.add(besideSuite.resolve("recipes"));
        folders.add(shippedRecipes());
        return folders.stream().filter(Files::isDirectory).toList();
    }

    public Path shippedRecipes() {
        return home.resolve("fixtures/recipes");
    }

    /// One of our commands in a form that a user can paste in any folder.
    public String command(String... words) {
        List<String> all = new ArrayList<>(List.of(launcher().toString()));
        all.addAll(List.of(words));
        return line(all);
    }

    /// What starts Frostbench.
    public Path launcher() {
        return home.resolve("frostbench");
    }

    /// Words as a line that a shell splits into them again.
    public static String line(List<String> words) {
        return words.stream().map(Places::quoted).collect(Collectors.joining(" "));
    }

    /// A word in a form that a shell takes as one.
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static Path store(Settings settings, Path working) {
        if (settings.store().isPresent()) return working.resolve(settings.store().get());
        Map<String, String> environment = settings.environment();
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        if (data.startsWith("/")) return Path.of(data, "frostbench");
        String user = environment.getOrDefault("HOME", "");
        if (!user.startsWith("/"))
            throw new BadInput(Problem.of("environment", "HOME", "is not set, so there is no place for fixtures",
                    "set FROSTBENCH_STORE to a folder"));
        return Path.of(user, ".local/share/frostbench");
    }
}
