package dev.frostbench.harness.plan;

import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.suites.task.Task;
import java.util.Map;
import java.util.Optional;

/// What the sandboxes of a run's jobs are forked from.
///
/// @param fixtures by name
/// @param services of parts that have one
public record Origins(Map<String, Snapshot> fixtures, Map<Place, Origin.Beside> services) {

    /// Where a service runs. Two parts may have different services in one fixture.
    public record Place(String part, String fixture) {}

    public Origins {
        fixtures = Map.copyOf(fixtures);
        services = Map.copyOf(services);
    }

    /// No part has a service.
    public static Origins of(Map<String, Snapshot> fixtures) {
        return new Origins(fixtures, Map.of());
    }

    /// Those of a task whose fixture is built.
    public Origin of(Task task) {
        return new Origin(fixtures.get(task.fixture()),
                Optional.ofNullable(services.get(new Place(task.part(), task.fixture()))));
    }
}
