package dev.frostbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClassFileUpgradeTest {

    @Test
    void everyClassOfAnOldLibraryGetsFramesAndStillWorks(@TempDir Path folder) throws Exception {
        Path original = Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path jar = Files.copy(original, folder.resolve("picocli.jar"));
        assertThat(oldClasses(jar)).isPositive();

        ClassFileUpgrade.upgrade(jar);

        assertThat(oldClasses(jar)).isZero();
        assertThat(names(jar)).isEqualTo(names(original));
        assertThat(folder.toFile().list()).containsExactly("picocli.jar");
        try (var loader = new URLClassLoader(new URL[]{jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (String name : names(jar).split(" ")) // to initialise a class, the JVM verifies it
                if (name.startsWith("picocli/CommandLine"))
                    Class.forName(
                            name.replace(".class", "").replace('/', '.'), true, loader);
            Class<?> line = loader.loadClass("picocli.CommandLine");
            assertThat(line.getProtectionDomain().getCodeSource().getLocation().toURI()).isEqualTo(URI.create(
                    jar.toUri().toString()));
            Object help = line.getMethod("getUsageMessage").invoke(line.getConstructor(Object.class)
                    .newInstance(loader.loadClass("picocli.CommandLine$HelpCommand").getConstructor().newInstance()));
            assertThat(help).isEqualTo(new CommandLine(new CommandLine.HelpCommand()).getUsageMessage());
        }
    }

    @Test
    void aSignedLibraryLosesItsSignatureAlone(@TempDir Path folder) throws Exception {
        Path original = Path.of(Constants.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path jar = Files.copy(original, folder.resolve("jgit.jar"));
        assertThat(names(jar)).contains(".SF ", ".RSA ");

        ClassFileUpgrade.upgrade(jar);

        assertThat(names(jar)).isEqualTo(names(original).replaceAll("META-INF/[^/ ]+\\.(SF|RSA) ", ""));
        try (var loader = new URLClassLoader(new URL[]{jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            assertThat(loader.loadClass(Constants.class.getName()).getSigners()).isNull();
        }
    }

    private static long oldClasses(Path jar) throws Exception {
        try (var zip = new ZipFile(jar.toFile())) {
            long old = 0;
            for (ZipEntry entry : Collections.list(zip.entries()))
                if (entry.getName().endsWith(".class") && ClassFile.of()
                        .parse(zip.getInputStream(entry).readAllBytes()).majorVersion() < ClassFile.JAVA_6_VERSION)
                    old++;
            return old;
        }
    }

    private static String names(Path jar) throws Exception {
        try (var zip = new ZipFile(jar.toFile())) {
            return String.join(" ", Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList());
        }
    }
}
