package dev.frostbench.suites.file;

import dev.frostbench.suites.dataset.HashedName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A fixture that is a container image. It has a name of its own, so that locks, reports and commands can name it, and
/// a recipe of one line.
///
/// @param reference of the image, as a recipe's base names it
/// @param folder where relative paths begin
public record ImageFixture(String reference, boolean plainHttp, Path folder) implements MadeFixture {

    /// What names an image on this machine begins with.
    private static final List<String> PLACES = List.of("oci:", "oci-archive:", "docker-archive:", "docker-daemon:");
    private static final String DAEMON = "docker-daemon:";
    private static final int LONGEST_REFERENCE = 600;
    private static final int LONGEST_NAME = 100;
    private static final int READABLE = 60;
    private static final String HOST = "(?:[A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?";
    private static final String WORD = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern REGISTRY = Pattern.compile("(?:" + HOST + "/)?" + WORD + "(?:/" + WORD + ")*"
            + "(?<tag>:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?<digest>@sha256:[0-9a-f]{64})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*(/[A-Za-z0-9][A-Za-z0-9._+-]*)*");

    /// Whether a text names an image on this machine, and none in a registry.
    public static boolean isHere(String text) {
        return PLACES.stream().anyMatch(text::startsWith);
    }

    @Override
    public Optional<String> fault() {
        boolean is = reference.length() <= LONGEST_REFERENCE && (isHere(reference)
                ? reference.length() > reference.indexOf(':') + 1
                        && reference.chars().noneMatch(Character::isISOControl)
                : REGISTRY.matcher(reference).matches());
        return is ? Optional.empty() : Optional.of("names no image: '" + reference + "'");
    }

    /// The fixture's name: `image/REPOSITORY+TAG`, with the digest's beginning if there is one.
    @Override
    public String name() {
        if (isHere(reference)) {
            String rest = reference.substring(reference.indexOf(':') + 1);
            return hashed(rest.substring(rest.lastIndexOf('/') + 1));
        }
        var parts = REGISTRY.matcher(reference);
        if (!parts.matches()) return hashed(reference);
        String digest = Optional.ofNullable(parts.group("digest")).map(text -> "+" + text.substring(8, 20)).orElse("");
        String tag = Optional.ofNullable(parts.group("tag")).map(text -> "+" + text.substring(1))
                .orElse(digest.isEmpty() ? "+latest" : "");
        int end = parts.start("tag") >= 0 ? parts.start("tag")
                : parts.start("digest") >= 0 ? parts.start("digest") : reference.length();
        String repository = reference.substring(0, end);
        String name = "image/" + repository.replace(':', '+') + tag + digest;
        return name.length() <= LONGEST_NAME && NAME.matcher(name).matches() ? name
                : hashed(repository.substring(repository.lastIndexOf('/') + 1) + tag);
    }

    /// A name that is told apart from others by a hash.
    private String hashed(String text) {
        return "image/" + HashedName.of(text, READABLE, reference, 8);
    }

    @Override
    public ObjectNode recipe() {
        ObjectNode recipe = JsonNodeFactory.instance.objectNode();
        ObjectNode base = recipe.putObject("base").put("image", located());
        if (plainHttp) base.put("plain_http", true);
        return recipe;
    }

    private String located() {
        if (!isHere(reference) || reference.startsWith(DAEMON)) return reference;
        int colon = reference.indexOf(':') + 1;
        return reference.substring(0, colon) + folder.resolve(reference.substring(colon));
    }
}
