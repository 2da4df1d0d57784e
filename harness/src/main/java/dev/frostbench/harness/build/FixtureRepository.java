package dev.frostbench.harness.build;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.image.registry.Reference;
import dev.frostbench.fixtures.image.registry.RegistryImage;
import dev.frostbench.fixtures.image.registry.http.RegistrySettings;
import java.io.IOException;

/// A repository of a registry in which machines share built fixtures: one image each. Its tag has the fixture's name,
/// for people, and the identity of its recipe. So the same recipe finds it, and no other does.
///
/// @param text as the user named it
public record FixtureRepository(String text, Reference repository, RegistrySettings settings) {

    private static final int READABLE = 80;
    private static final int DIGITS = 32;

    /// @param given where it comes from, for the message
    public static FixtureRepository of(String text, String given, RegistrySettings settings) {
        Reference repository = Reference.of(text);
        boolean one = repository.digest().isPresent() || text.indexOf(':', text.lastIndexOf('/') + 1) >= 0;
        if (one)
            throw new BadInput(Problem.of(given, "'" + text + "'", "names one image, and fixtures have a tag each",
                    "leave the tag and the digest out: [HOST[:PORT]/]REPOSITORY"));
        return new FixtureRepository(text, repository, settings);
    }

    /// @param portable what names its build on all machines
    public String tag(String fixture, String portable) {
        String readable = fixture.replaceAll("[^A-Za-z0-9_.-]", "-");
        return readable.substring(0, Math.min(readable.length(), READABLE)) + "-" + portable.substring(0, DIGITS);
    }

    /// The image of a fixture, which may not be there.
    RegistryImage image(String fixture, String portable) throws IOException {
        return new RegistryImage(repository.tagged(tag(fixture, portable)), settings);
    }
}
