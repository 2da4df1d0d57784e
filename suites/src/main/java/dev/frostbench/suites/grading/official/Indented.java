package dev.frostbench.suites.grading.official;

import dev.frostbench.suites.grading.log.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The suites around a test, told by lines of growing indentation.
public final class Indented {

    private final List<Suite> suites = new ArrayList<>();

    private record Suite(String name, int indent) {}

    /// Enters the suite of an indented line, after leaving those that are not left of it. Other lines are none.
    public void enter(String line) {
        int indent = PythonText.indent(line);
        if (indent == 0) return;
        while (!suites.isEmpty() && suites.getLast().indent >= indent) suites.removeLast();
        suites.add(new Suite(PythonText.strip(line), indent));
    }

    /// The names of the suites.
    public Stream<String> names() {
        return suites.stream().map(Suite::name);
    }

    /// The names of the suites and the test's, with ` - ` between them.
    public String path(String test) {
        return Stream.concat(names(), Stream.of(test)).collect(Collectors.joining(" - "));
    }
}
