package dev.frostbench.server.toolbox;

import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.interpreter.Interpreters;
import dev.frostbench.server.toolbox.process.Processes;
import dev.frostbench.server.toolbox.session.Sessions;
import dev.frostbench.server.toolbox.sockets.OpenSockets;
import dev.frostbench.server.toolbox.terminal.Terminals;
import java.io.IOException;
import java.util.Map;

/// What callers use inside one open sandbox: its files, commands, sessions and terminals. It ends with the sandbox.
public final class Toolbox implements AutoCloseable {

    private final Inside inside;
    private final OpenSockets sockets = new OpenSockets();
    private final Sessions sessions;
    private final Processes processes;
    private final Interpreters interpreters;
    private final Terminals terminals;

    /// @param workdir where relative paths begin, absolute
    /// @param environment added to the environment of each command
    public Toolbox(Sandbox sandbox, String workdir, Map<String, String> environment) {
        this.inside = new Inside(sandbox, workdir, environment);
        this.sessions = new Sessions(inside);
        this.processes = new Processes(inside);
        this.interpreters = new Interpreters(inside);
        this.terminals = new Terminals(inside);
    }

    public Sandbox sandbox() {
        return inside.sandbox();
    }

    public String workdir() {
        return inside.workdir();
    }

    public Map<String, String> environment() {
        return inside.environment();
    }

    Inside inside() {
        return inside;
    }

    Terminals terminals() {
        return terminals;
    }

    OpenSockets sockets() {
        return sockets;
    }

    Processes processes() {
        return processes;
    }

    Sessions sessions() {
        return sessions;
    }

    Interpreters interpreters() {
        return interpreters;
    }

    /// Ends what runs in it. The sandbox is closed by whoever opened it.
    @Override
    public void close() throws IOException {
        terminals.close();
        try (interpreters; sessions; sockets) {
            // sockets first: they follow what sessions and interpreters print
        }
    }
}
