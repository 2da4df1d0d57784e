package dev.frostbench.suites.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A program that runs beside a part's tasks: started once for each fixture, frozen with its memory, and found running
/// by each sandbox.
///
/// @param command program and arguments, without a shell; braces in it are braces, since no row starts it
/// @param ready a shell command that succeeds once the program is ready; it is run in each sandbox, too
/// @param patience how long the program may take until it is ready
/// @param reseed a shell command that each sandbox runs first, to give the program new random numbers
/// @param workdir the folder it runs in; the fixture's if empty
public record Service(List<String> command, String ready, Duration patience, Optional<String> reseed,
        Optional<String> workdir) {

    /// How long it may take if the suite does not say it.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    public Service {
        command = List.copyOf(command);
    }

    /// All that decides in which state tasks find it. Services with equal words are one.
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of(ready, reseed.orElse(""), workdir.orElse("")));
        words.addAll(command);
        return words;
    }
}
