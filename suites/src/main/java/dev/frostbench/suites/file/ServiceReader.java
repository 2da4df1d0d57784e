package dev.frostbench.suites.file;

import dev.frostbench.documents.Problem;
import dev.frostbench.documents.YamlMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads what a part of a suite file says of its service.
///
/// @param at the part
/// @param problems to which those of the service are added
record ServiceReader(YamlMapping at, List<Problem> problems) {

    private static final Duration LONGEST = Duration.ofDays(1);

    record ServiceYaml(List<String> command, String ready, Optional<JsonNode> ready_timeout, Optional<String> reseed,
            Optional<String> workdir) {}

    /// Empty if a problem was added.
    Optional<Service> read(ServiceYaml yaml) {
        int before = problems.size();
        Stream.concat(yaml.command().stream(), Stream.of(yaml.ready(), yaml.reseed().orElse("")))
                .filter(word -> word.indexOf('\0') >= 0).findFirst()
                .ifPresent(_ -> add("", "has a zero byte, which no command can hold", "leave it out"));
        if (yaml.command().isEmpty())
            add("/command", "is empty", "write a program and its arguments: [python3, server.py]");
        if (yaml.ready().isBlank())
            add("/ready", "is empty", "write a shell command that succeeds once the service is ready");
        yaml.reseed().filter(String::isBlank).ifPresent(_ -> add("/reseed", "is empty", "leave it out"));
        yaml.workdir().filter(path -> !path.startsWith("/"))
                .ifPresent(path -> add("/workdir", "is '" + path + "', which is not absolute", "begin it with /"));
        Duration patience = yaml.ready_timeout().map(this::patience).orElse(Service.PATIENCE);
        return problems.size() > before ? Optional.empty()
                : Optional.of(new Service(yaml.command(), yaml.ready(), patience, yaml.reseed(), yaml.workdir()));
    }

    private Duration patience(JsonNode written) {
        try {
            Duration patience = Quantity.duration(written.isValueNode() ? written.asString() : written.toString());
            if (patience.compareTo(LONGEST) <= 0) return patience;
            add("/ready_timeout", "is longer than a day", "write 24h or less");
        } catch (IllegalArgumentException e) {
            add("/ready_timeout", "is wrong: " + e.getMessage(), "write a number and its unit");
        }
        return LONGEST;
    }

    private void add(String below, String wrong, String cure) {
        problems.add(at.problem("/service" + below, wrong, cure));
    }
}
