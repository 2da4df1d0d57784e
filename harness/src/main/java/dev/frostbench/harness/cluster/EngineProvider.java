package dev.frostbench.harness.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// What a module must offer that brings an engine. It is found by [ServiceLoader], so that nobody loads it who does not
/// ask for it.
public interface EngineProvider {

    /// As users write it: `kubernetes`.
    String name();

    /// @param shared the folders that all nodes must see
    /// @throws IOException with the cure, if the engine cannot be found
    Engine open(ClusterRequest request, List<Path> shared) throws IOException;

    /// The provider of a name, if it is on the class path.
    static Optional<EngineProvider> find(String name) {
        return ServiceLoader.load(EngineProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(engine -> engine.name().equals(name)).findFirst();
    }
}
