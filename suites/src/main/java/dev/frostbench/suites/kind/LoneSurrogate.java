package dev.frostbench.suites.kind;

import dev.frostbench.suites.kind.RowRules.Fault;
import java.util.Optional;

/// Half of a surrogate pair in a text. JSON can have it, but no file in UTF-8 can.
final class LoneSurrogate {

    private LoneSurrogate() {}

    static Optional<Fault> fault(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!Character.isSurrogate(text.charAt(at))) continue;
            boolean pair = at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
            if (!pair)
                return Optional.of(new Fault("the answer",
                        "holds half of a character (\\u%04x, character %d), which no file in UTF-8 can hold"
                                .formatted((int) text.charAt(at), at + 1),
                        "mend the text: whatever wrote it cut a character in two"));
            at++;
        }
        return Optional.empty();
    }
}
