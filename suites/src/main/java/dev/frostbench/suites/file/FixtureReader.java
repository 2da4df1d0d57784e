package dev.frostbench.suites.file;

import dev.frostbench.documents.Problem;
import dev.frostbench.documents.YamlMapping;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads what a part of a suite file says of fixtures: a name, `{image: …}` or
/// `{dockerfile: …}`.
///
/// @param at the part
/// @param folder of the suite file
/// @param problems to which those of the fixtures are added
record FixtureReader(YamlMapping at, Path folder, List<Problem> problems) {

    record ImageYaml(String image, Optional<Boolean> plain_http) {}

    record DockerfileYaml(String dockerfile, Optional<String> context, Optional<String> target,
            Map<String, String> args, Optional<Boolean> plain_http) {}

    /// @param below where it stands in the part
    Optional<FixtureChoice> read(JsonNode node, String below) {
        if (node.isString()) return Optional.of(new FixtureChoice.Named(node.stringValue()));
        if (node.has("dockerfile"))
            return new YamlMapping(at.document(), at.pointer() + below).bind(DockerfileYaml.class, List.of(), problems)
                    .flatMap(yaml -> dockerfile(yaml, below));
        if (node.isObject())
            return new YamlMapping(at.document(), at.pointer() + below).bind(ImageYaml.class, List.of(), problems)
                    .flatMap(yaml -> image(yaml, below));
        problems.add(at.problem(below, "is neither a name nor an image nor a Dockerfile",
                "write a recipe's name (in quotes if it is a number), {image: NAME} or {dockerfile: FILE}"));
        return Optional.empty();
    }

    private Optional<FixtureChoice> image(ImageYaml yaml, String below) {
        int before = problems.size();
        boolean here = ImageFixture.isHere(yaml.image());
        if (here && yaml.plain_http().isPresent())
            problems.add(at.problem(below + "/plain_http", "belongs to a registry, and the image is on this machine",
                    "leave it out"));
        var image = new FixtureChoice.Image(yaml.image(), yaml.plain_http().orElse(false), folder);
        if (yaml.image().indexOf('{') < 0)
            image.of(yaml.image()).fault().ifPresent(wrong -> problems.add(at.problem(below + "/image", wrong, CURE)));
        return problems.size() > before ? Optional.empty() : Optional.of(image);
    }

    private Optional<FixtureChoice> dockerfile(DockerfileYaml yaml, String below) {
        var whole = new DockerfileFixture(yaml.dockerfile(), yaml.context(), yaml.target(), yaml.args(),
                yaml.plain_http().orElse(false), folder);
        Optional<String> fault = whole.fault();
        fault.ifPresent(wrong -> problems.add(at.problem(below + "/dockerfile", wrong,
                "name a file below the suite's folder")));
        return fault.isPresent() ? Optional.empty() : Optional.of(new FixtureChoice.Dockerfile(whole));
    }

    static final String CURE = "write [HOST[:PORT]/]REPOSITORY[:TAG][@sha256:DIGEST], or oci:DIR[:TAG],"
            + " oci-archive:FILE, docker-archive:FILE or docker-daemon:NAME";

    Map<String, FixtureChoice> read(Map<String, JsonNode> written) {
        Map<String, FixtureChoice> choices = new HashMap<>();
        written.forEach((id, node) -> read(node, "/fixtures/" + YamlMapping.escaped(id))
                .ifPresent(choice -> choices.put(id, choice)));
        return choices;
    }
}
