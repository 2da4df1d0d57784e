package dev.frostbench.harness;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Packages are small and depend on each other in one direction only.
class PackagesTest {

    private static final int LARGEST = 25;

    private static final JavaClasses CLASSES = MainClasses.ALL;

    @Test
    void noPackageHasMoreThan25Files() {
        var sizes = CLASSES.stream()
                .filter(seen -> seen.isTopLevelClass() && !seen.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(sizes).as("packages seen").hasSizeGreaterThan(50);
        assertThat(sizes.values()).as("files a package: " + sizes).allMatch(size -> size <= LARGEST);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct()).as("packages seen")
                .hasSizeGreaterThan(50);
        slices().matching("dev.frostbench.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
