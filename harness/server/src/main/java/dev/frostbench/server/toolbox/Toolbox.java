package dev.frostbench.server.toolbox;

import dev.frostbench.fixtures.sandbox.Sandbox;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What callers use inside one open sandbox: its files, commands, sessions and terminals. It ends with the sandbox.
public final class Toolbox {

    private final Sandbox sandbox;
    private final String workdir;
    private final Map<String, String> environment;

    /// @param workdir where relative paths begin, absolute
    /// @param environment added to the environment of each command
    public Toolbox(Sandbox sandbox, String workdir, Map<String, String> environment) {
        this.sandbox = sandbox;
        this.workdir = workdir;
        this.environment = new ConcurrentHashMap<>(environment);
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public String workdir() {
        return workdir;
    }

    public Map<String, String> environment() {
        return environment;
    }
}
