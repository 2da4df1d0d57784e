package dev.frostbench.suites.kind;

import java.time.Duration;

/// A kind with the settings of one part.
///
/// @param rows what the part's rows hold
/// @param evaluation what the part means
public record OpenKind<S extends Record>(PartKind<S> kind, PartSettings<S> settings, RowRules rows,
        Evaluation evaluation) {

    public static <S extends Record> OpenKind<S> of(PartKind<S> kind, PartSettings<S> settings) {
        return new OpenKind<>(kind, settings, kind.rows(settings.own()), kind.open(settings));
    }

    /// The same with another timeout.
    public OpenKind<S> within(Duration timeout) {
        return of(kind, settings.within(timeout));
    }

    /// How long one command may take.
    public Duration timeout() {
        return settings.timeout().orElse(kind.standardTimeout());
    }
}
