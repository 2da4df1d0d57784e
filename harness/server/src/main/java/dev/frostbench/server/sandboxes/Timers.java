package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// When something happens to a sandbox by itself. Minutes; 0 is never, but for `delete`.
///
/// @param stop after so long without a call inside
/// @param pause the same
/// @param archive after so long in the state stopped
/// @param delete the same; 0 is at once when it stops, a negative number is never
/// @param destroyAt when it is deleted whatever it does
public record Timers(int stop, int pause, int archive, int delete, Optional<Instant> destroyAt) {

    static final int USUAL_STOP = 15;
    private static final int NEVER = -1;
    private static final int MOST = 60 * 24 * 366;

    /// What a request for a sandbox names.
    static Timers of(Fields fields) {
        return new Timers(minutes(fields, "autoStopInterval", USUAL_STOP), minutes(fields, "autoPauseInterval", 0),
                minutes(fields, "autoArchiveInterval", 0), minutes(fields, "autoDeleteInterval", NEVER),
                fields.number("ttlMinutes").filter(minutes -> minutes != 0).map(Timers::after));
    }

    private static int minutes(Fields fields, String name, int usual) {
        return fields.number(name).map(minutes -> checked(name, minutes)).orElse(usual);
    }

    private static int checked(String name, int minutes) {
        boolean deletes = name.toLowerCase(Locale.ROOT).contains("delete");
        if (minutes > MOST || minutes < (deletes ? NEVER : 0))
            throw ApiFailure
                    .badRequest("'" + name + "' must be minutes from " + (deletes ? "-1" : "0") + " to " + MOST);
        return minutes;
    }

    private static Instant after(int minutes) {
        if (minutes < 0 || minutes > MOST)
            throw ApiFailure.badRequest("'ttlMinutes' must be minutes from 0 to " + MOST);
        return Instant.now().plus(Duration.ofMinutes(minutes));
    }

    /// With one of them changed.
    ///
    /// @param timer the word in the SDKs' paths: `autostop`, `autopause`, `autoarchive`, `autodelete` or `ttl`
    Timers with(String timer, int minutes) {
        checked(timer, minutes);
        return switch (timer) {
            case "autostop" -> new Timers(minutes, pause, archive, delete, destroyAt);
            case "autopause" -> new Timers(stop, minutes, archive, delete, destroyAt);
            case "autoarchive" -> new Timers(stop, pause, minutes, delete, destroyAt);
            case "autodelete" -> new Timers(stop, pause, archive, minutes, destroyAt);
            case "ttl" -> new Timers(stop, pause, archive, delete,
                    minutes == 0 ? Optional.empty() : Optional.of(after(minutes)));
            default -> throw new IllegalArgumentException(timer);
        };
    }
}
