package dev.frostbench.harness.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.file.SuiteFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteArchiveTest {

    private static final Path STARTER = Path.of("../suites/starter");

    @TempDir
    Path folder;

    @Test
    void equalFilesMakeEqualBytesInEveryZoneAndAtEveryTime() throws IOException {
        SuiteArchive archive = SuiteArchive.of(suite("one")).orElseThrow();
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Suite other = suite("other");
            Files.setLastModifiedTime(folder.resolve("other/recipes/tool.sh"), FileTime.fromMillis(0));
            assertThat(SuiteArchive.of(other).orElseThrow().bytes()).isEqualTo(archive.bytes());
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void whatIsUnpackedMakesTheSameArchiveWithItsLinksAndPermissions() throws IOException {
        SuiteArchive archive = SuiteArchive.of(suite("one")).orElseThrow();
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Path file = archive.unpack(unpacked);
        assertThat(file).isEqualTo(unpacked.resolve("suite.yaml"));
        assertThat(unpacked.resolve("recipes/tool.sh")).isExecutable();
        assertThat(unpacked.resolve("recipes/own.yaml").toFile().canExecute()).isFalse();
        assertThat(unpacked.resolve("recipes/link")).isSymbolicLink();
        assertThat(SuiteArchive.of(SuiteFile.read(file)).orElseThrow().sha256()).isEqualTo(archive.sha256());
    }

    @Test
    void environmentsAreInItAndDataIsNot() throws IOException {
        SuiteArchive archive = SuiteArchive.of(SuiteFile.read(STARTER.resolve("suite.yaml"))).orElseThrow();
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        archive.unpack(unpacked);
        assertThat(unpacked.resolve("environments")).isNotEmptyDirectory();
        assertThat(unpacked.resolve("instances.jsonl")).doesNotExist();
        assertThat(SuiteFile.read(unpacked.resolve("suite.yaml")).parts()).hasSize(2);
    }

    /// A report comes from strangers, and its checksums with it.
    @Test
    void anEntryThatLeadsOutOfTheFolderIsRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../outside.yaml"));
            zip.write(1);
            zip.closeEntry();
        }
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        assertThatThrownBy(() -> new SuiteArchive(bytes.toByteArray()).unpack(unpacked))
                .isInstanceOf(IOException.class).hasMessageContaining("leads outside");
        assertThat(folder.resolve("outside.yaml")).doesNotExist();
    }

    private Suite suite(String name) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name).resolve("recipes")).getParent();
        Files.writeString(place.resolve(name + ".yaml"), """
                name: small
                kind: command
                fixture: own
                dataset: rows.jsonl
                command: ["true"]
                prediction: {file: /answer}
                """);
        Files.writeString(place.resolve("recipes/own.yaml"), "base: {fixture: host}\n");
        Path tool = Files.writeString(place.resolve("recipes/tool.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(place.resolve("recipes/link"), Path.of("tool.sh"));
        return SuiteFile.read(place.resolve(name + ".yaml"));
    }
}
