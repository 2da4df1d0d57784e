package dev.frostbench.suites.file;

import dev.frostbench.suites.file.ServiceReader.ServiceYaml;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// The keys of a part of any kind, as a suite file has them. A suite of one part has them at its top.
record PartYaml(Optional<String> name, String kind, Optional<String> dataset, Optional<String> predictions,
        Optional<JsonNode> fixture, Map<String, JsonNode> fixtures, Optional<ServiceYaml> service,
        Optional<JsonNode> timeout, Optional<LimitsYaml> limits) {

    record LimitsYaml(Optional<JsonNode> memory, OptionalInt processes, OptionalDouble cpus, Optional<JsonNode> disk,
            Optional<JsonNode> output) {

        static LimitsYaml none() {
            return new LimitsYaml(Optional.empty(), OptionalInt.empty(), OptionalDouble.empty(), Optional.empty(),
                    Optional.empty());
        }
    }
}
