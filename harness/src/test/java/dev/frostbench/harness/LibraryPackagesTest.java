package dev.frostbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each package of the library says whether it is for those who use the library, and its documents group them so.
class LibraryPackagesTest {

    private static final Path LIBRARY = Path.of("../fixtures");
    private static final String FOR_ALL = "\n/// Part of the API of the library.\n";
    private static final String FOR_US = "\n/// Internal: programs that use the library should not need it, and it may"
            + " change at any time.\n";
    private static final Pattern PACKAGE = Pattern.compile("\npackage ([a-z.]+);");
    private static final Pattern API_GROUP = Pattern.compile("<title>API</title>\\s*<packages>(.*?)</packages>");

    @Test
    void everyPackageSaysWhomItIsForAndTheDocumentsGroupThemSo() throws IOException {
        Set<String> forAll = new TreeSet<>();
        Set<String> forUs = new TreeSet<>();
        try (Stream<Path> files = Files.walk(LIBRARY.resolve("src/main/java"))) {
            for (Path file : files.filter(path -> path.endsWith("package-info.java")).toList()) {
                String text = Files.readString(file);
                var named = PACKAGE.matcher(text);
                assertThat(named.find()).as("%s names its package", file).isTrue();
                assertThat(text.contains(FOR_ALL) ^ text.contains(FOR_US))
                        .as("%s says either%sor%s", file, FOR_ALL, FOR_US).isTrue();
                (text.contains(FOR_ALL) ? forAll : forUs).add(named.group(1));
            }
        }
        assertThat(forAll).hasSizeGreaterThan(5);
        assertThat(forUs).hasSizeGreaterThan(5);
        var group = API_GROUP.matcher(Files.readString(LIBRARY.resolve("pom.xml")));
        assertThat(group.find()).isTrue();
        assertThat(group.group(1).split(":")).containsExactlyInAnyOrderElementsOf(forAll);
    }
}
