package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.fixtures.quota.Space;
import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.objects.Holdings;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What `snapshot` shows about one snapshot.
///
/// @param name the one it was asked for by, else its first
/// @param lineage what it was made from, the youngest first, with itself
record SnapshotSheet(Optional<String> name, Snapshot snapshot, Instant created, Space.Size size,
        List<Ancestor> lineage) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    /// @param what how it was made
    record Ancestor(Digest digest, Set<String> names, Instant created, String what) {}

    static SnapshotSheet of(LocalStore store, String command, String reference) throws IOException {
        Snapshot snapshot = SnapshotCommand.find(store, command, reference);
        Space space = store.space();
        Optional<String> asked = Optional.of(reference).filter(space.holdings().names()::containsKey);
        return of(store, space, asked.or(() -> names(space.holdings(), snapshot.digest()).stream().findFirst()),
                snapshot,
                asked.isPresent());
    }

    /// Sorted by name. Snapshots without a name come last, the oldest first.
    static List<SnapshotSheet> all(LocalStore store, boolean unnamed) throws IOException {
        Space space = store.space();
        Holdings holdings = space.holdings();
        List<SnapshotSheet> sheets = new ArrayList<>();
        for (var entry : holdings.names().entrySet()) {
            Manifest manifest = holdings.manifests().get(entry.getValue());
            if (manifest != null)
                sheets.add(
                        of(store, space, Optional.of(entry.getKey()), new Snapshot(entry.getValue(), manifest), true));
        }
        if (!unnamed) return sheets;
        Map<Digest, Manifest> others = new HashMap<>(holdings.manifests());
        others.keySet().removeAll(holdings.names().values());
        List<SnapshotSheet> nameless = new ArrayList<>();
        for (var other : others.entrySet())
            nameless.add(of(store, space, Optional.empty(), new Snapshot(other.getKey(), other.getValue()), false));
        nameless.sort((a, b) -> a.created.compareTo(b.created));
        sheets.addAll(nameless);
        return sheets;
    }

    /// @param byName whether its own bytes are what this name alone holds, not all names together
    private static SnapshotSheet of(LocalStore store, Space space, Optional<String> name, Snapshot snapshot,
            boolean byName)
            throws IOException {
        Holdings holdings = space.holdings();
        List<Ancestor> lineage = new ArrayList<>();
        for (Digest ancestor : holdings.ancestry(snapshot.digest()))
            lineage.add(new Ancestor(ancestor, names(holdings, ancestor), store.created(ancestor),
                    what(holdings, ancestor)));
        return new SnapshotSheet(name, snapshot, store.created(snapshot.digest()),
                byName ? space.of(name.orElseThrow()) : space.of(snapshot.digest()), List.copyOf(lineage));
    }

    private static Set<String> names(Holdings holdings, Digest snapshot) {
        return holdings.names().entrySet().stream().filter(entry -> entry.getValue().equals(snapshot))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What made the layers that its parent does not have. If there are none, it differs only in settings.
    private static String what(Holdings holdings, Digest snapshot) {
        Manifest manifest = holdings.manifests().get(snapshot);
        int before = manifest.parent().map(holdings.manifests()::get).map(parent -> parent.layers().size())
                .orElse(manifest.parent().isPresent() ? manifest.layers().size() - 1 : 0);
        String made = manifest.layers().stream().skip(before).map(Manifest.Layer::by).collect(Collectors.joining(", "));
        return made.isEmpty() ? "settings alone" : made;
    }

    ObjectNode json() {
        Manifest manifest = snapshot.manifest();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name.orElse(null)).put("digest", snapshot.digest().text())
                .put("parent", manifest.parent().map(Digest::text).orElse(null)).put("created", time(created));
        var layers = json.putArray("layers");
        manifest.layers().forEach(layer -> layers.addObject().put("digest", layer.digest().text())
                .put("bytes", layer.bytes()).put("by", layer.by()));
        manifest.processes().ifPresent(processes -> json.putObject("processes")
                .put("digest", processes.image().digest().text()).put("bytes", processes.image().bytes())
                .put("reseed", processes.reseed().orElse(null)));
        json.put("bytes", size.bytes()).put("own_bytes", size.own()).put("shared_bytes", size.shared());
        var labels = json.putObject("labels");
        manifest.labels().forEach(labels::put);
        return json;
    }

    String text() {
        Manifest manifest = snapshot.manifest();
        var text = new StringBuilder();
        line(text, "name", name.orElse("-"));
        line(text, "digest", snapshot.digest().text());
        line(text, "created", time(created));
        line(text, "size", ByteSize.mebibytes(size.bytes()) + " in " + manifest.layers().size() + " layers; "
                + ByteSize.mebibytes(size.own()) + " its own");
        line(text, "workdir", manifest.workdir());
        line(text, "user", manifest.user());
        manifest.environment().forEach((key, value) -> line(text, "env", key + "=" + value));
        manifest.labels().forEach((key, value) -> line(text, "label", key + "=" + value));
        manifest.processes().ifPresent(processes -> line(text, "processes", "run in every fork; "
                + ByteSize.mebibytes(processes.image().bytes())
                + processes.reseed().map(command -> "; reseeded by: " + oneLine(command)).orElse("")));
        text.append(System.lineSeparator()).append("made from, the youngest first:");
        for (Ancestor ancestor : lineage)
            text.append(System.lineSeparator()).append("  ").append(ancestor.digest().hex(), 0, 12).append("  ")
                    .append(time(ancestor.created())).append("  ").append(oneLine(ancestor.what()))
                    .append(ancestor.names().isEmpty() ? "" : "  (" + String.join(", ", ancestor.names()) + ")");
        text.append(System.lineSeparator()).append(System.lineSeparator()).append("layers, the lowest first:");
        for (Manifest.Layer layer : manifest.layers())
            text.append(System.lineSeparator()).append(String.format(Locale.ROOT, "  %s  %10s  %s",
                    layer.digest().hex().substring(0, 12), ByteSize.mebibytes(layer.bytes()),
                    oneLine(layer.by())));
        return text.toString();
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(String.format(Locale.ROOT, "%-8s %s%n", key, oneLine(value)));
    }

    private static String oneLine(String value) {
        return TerminalText.line(value);
    }
}
