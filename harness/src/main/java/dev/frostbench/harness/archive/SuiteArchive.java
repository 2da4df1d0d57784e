package dev.frostbench.harness.archive;

import dev.frostbench.reports.text.WholeFile;
import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.file.Suite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// `suite.zip` of a run: the suite file, the recipes beside it, and whatever else of its folder says how its tasks are
/// tried. Data sets and predictions are not in it, since the ledger has what was selected of them.
///
/// 1. The first entry is the suite file, as `suite.yaml`. The others lie where they lay, as seen from it.
/// 2. Nothing is compressed and no entry has a time, so equal files make equal bytes on every machine.
public record SuiteArchive(byte[] bytes) {

    public static final String NAME = "suite.zip";
    /// Larger ones are not kept, in bytes.
    private static final long MOST = 64L << 20;
    /// Java writes the first moment of 1980 in the zone of the machine, and later ones as they are.
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /// What an entry is, as its extra field says: a tag of two bytes, the length of the rest in two, and the number.
    private enum Kind {
        FILE("rw-r--r--"), EXECUTABLE("rwxr-xr-x"), LINK("");

        private final String permissions;

        Kind(String permissions) {
            this.permissions = permissions;
        }

        byte[] extra() {
            return new byte[]{'F', 'B', 1, 0, (byte) ordinal()};
        }

        static Kind of(ZipEntry entry) {
            return Stream.of(values()).filter(kind -> Arrays.equals(kind.extra(), entry.getExtra())).findFirst()
                    .orElse(FILE);
        }
    }

    /// What a suite is made of; nothing if that is too much to keep.
    public static Optional<SuiteArchive> of(Suite suite) throws IOException {
        Path file = suite.file().toAbsolutePath().normalize();
        List<Path> roots = new ArrayList<>(List.of(file.resolveSibling("recipes")));
        for (Part part : suite.parts())
            for (Path read : part.evaluation().reads()) roots.add(read.toAbsolutePath().normalize());
        Path top = file.getParent();
        for (Path root : roots) while (!root.startsWith(top)) top = top.getParent();
        SortedMap<String, Path> others = new TreeMap<>();
        for (Path root : roots) add(root, top, others);
        String first = top.relativize(file.resolveSibling("suite.yaml")).toString();
        others.remove(top.relativize(file).toString());
        others.remove(first);
        long size = Files.size(file);
        for (Path other : others.values()) size += Files.isSymbolicLink(other) ? 0 : Files.size(other);
        if (size > MOST) return Optional.empty();
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, first, file);
            for (var other : others.entrySet()) add(zip, other.getKey(), other.getValue());
        }
        return Optional.of(new SuiteArchive(bytes.toByteArray()));
    }

    /// The archive that a run's folder holds.
    static Optional<SuiteArchive> in(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return Files.isRegularFile(file) ? Optional.of(new SuiteArchive(Files.readAllBytes(file))) : Optional.empty();
    }

    public String sha256() {
        return Sha256.hexOf(bytes);
    }

    public void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve(NAME), bytes);
    }

    /// Puts everything into an empty folder, links last: so no file is written through a link.
    ///
    /// @return the suite file there
    Path unpack(Path folder) throws IOException {
        Optional<Path> first = Optional.empty();
        Map<Path, Path> links = new LinkedHashMap<>();
        long left = MOST;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) throw new IOException(NAME + ": '" + entry.getName() + "' leads outside");
                Files.createDirectories(file.getParent());
                byte[] content = zip.readNBytes(Math.toIntExact(left) + 1);
                left -= content.length;
                if (left < 0) throw new IOException(NAME + ": holds more than a suite");
                Kind kind = Kind.of(entry);
                if (kind == Kind.LINK) links.put(file, Path.of(new String(content, StandardCharsets.UTF_8)));
                else
                    put(file, content, kind);
                if (first.isEmpty()) first = Optional.of(file);
            }
        }
        for (var link : links.entrySet()) Files.createSymbolicLink(link.getKey(), link.getValue());
        return first.orElseThrow(() -> new IOException(NAME + ": is no archive of a suite"));
    }

    private static void add(Path root, Path top, SortedMap<String, Path> files) throws IOException {
        if (!Files.exists(root)) return;
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(file -> Files.isSymbolicLink(file) || Files.isRegularFile(file))
                    .forEach(file -> files.put(top.relativize(file).toString(), file));
        }
    }

    private static void put(Path file, byte[] content, Kind kind) throws IOException {
        Files.write(file, content, StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(kind.permissions));
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        Kind kind = Files.isSymbolicLink(file) ? Kind.LINK : Files.isExecutable(file) ? Kind.EXECUTABLE : Kind.FILE;
        byte[] content = kind == Kind.LINK ? Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8)
                : Files.readAllBytes(file);
        var entry = new ZipEntry(name);
        var sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(TIME);
        entry.setExtra(kind.extra());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
