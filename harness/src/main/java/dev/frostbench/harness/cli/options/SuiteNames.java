package dev.frostbench.harness.cli.options;

import dev.frostbench.harness.machine.ShippedSuites;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/// The names of the suites that ship, for completions of a shell.
public final class SuiteNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        try {
            return ShippedSuites.ofThisProgram().names().iterator();
        } catch (IOException unreadable) {
            return List.<String>of().iterator(); // then nothing is completed
        }
    }
}
