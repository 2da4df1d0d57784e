package dev.frostbench.suites.file;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A fixture that a suite file describes without a recipe of its own.
public sealed interface MadeFixture permits ImageFixture, DockerfileFixture {

    /// How the description is wrong; empty if it is not.
    Optional<String> fault();

    /// A name of its own, so that locks, reports and commands can name it.
    String name();

    ObjectNode recipe();
}
