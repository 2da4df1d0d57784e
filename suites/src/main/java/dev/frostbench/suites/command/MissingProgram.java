package dev.frostbench.suites.command;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program that a shell did not find in the fixture. The shell prints this and ends with 127.
record MissingProgram(String name) {

    /// The message of dash, bash, busybox and `env`.
    private static final Pattern TOLD = Pattern.compile(
            "(?m)(?:^|[ '\u2018])([^\\s:'\u2018\u2019]+)['\u2019]?: (?:command not found|not found|No such file or"
                    + " directory)$");

    /// The last one in the output: the command ended because of it.
    static Optional<MissingProgram> in(String output) {
        Matcher told = TOLD.matcher(output);
        Optional<MissingProgram> found = Optional.empty();
        while (told.find()) found = Optional.of(new MissingProgram(told.group(1)));
        return found;
    }

    /// The words that are added to the exit code.
    String text() {
        return ": no program '" + name
                + "' in the fixture; if the suite needs it, add it to the fixture's recipe (programs of a host"
                + " base, or a step such as apt)";
    }
}
