package dev.frostbench.harness.extension;

import java.util.List;

/// Commands of a module that the harness does not know. It is found by [java.util.ServiceLoader].
public interface MoreCommands {

    /// Classes with picocli's annotation `@Command`. Those whose constructor takes settings get them.
    List<Class<?>> classes();
}
