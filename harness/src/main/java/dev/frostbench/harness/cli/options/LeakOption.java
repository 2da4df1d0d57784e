package dev.frostbench.harness.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// `--allow-leak`: what goes on although a fixture gives answers away.
public final class LeakOption {

    @Option(names = "--allow-leak", paramLabel = "ID",
            description = "Go on although this fixture, or the fixture of this task, gives an answer away; may be"
                    + " given again. The report says so.")
    private List<String> allowed = new ArrayList<>();

    public Set<String> allowed() {
        return Set.copyOf(allowed);
    }
}
