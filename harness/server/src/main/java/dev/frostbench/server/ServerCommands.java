package dev.frostbench.server;

import dev.frostbench.harness.extension.MoreCommands;
import java.util.List;

/// Adds `serve` to the command line.
public final class ServerCommands implements MoreCommands {

    @Override
    public List<Class<?>> classes() {
        return List.of(ServeCommand.class);
    }
}
