package dev.frostbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.fixtures.store.LocalStore;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/// `mvn verify -Pquick` leaves out every test with the tag `sandbox`. So each test class that opens a sandbox backend
/// or a store, or that starts the launcher, has this tag, whether it does so itself or through another class of the
/// tests.
@Tag("sandbox")
class QuickLoopTest {

    private static final Path HOME = Path.of("..");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(
            HOME.resolve("fixtures/target/test-classes"), HOME.resolve("suites/target/test-classes"),
            HOME.resolve("reports/target/test-classes"), HOME.resolve("harness/target/test-classes"));
    private static final Set<String> OPENERS = Set.of(NamespaceBackend.class.getName(), LocalStore.class.getName(),
            "dev.frostbench.harness.cli.Launched");

    @Test
    void whatOpensASandboxOrAStoreIsTagged() {
        Set<String> openers = openers();
        List<JavaClass> opening = CLASSES.stream().filter(QuickLoopTest::isTest)
                .filter(test -> openers.contains(topLevel(test)))
                .toList();
        assertThat(opening).as("test classes that open something").hasSizeGreaterThan(40);
        assertThat(opening.stream().filter(test -> !isTagged(test)).map(JavaClass::getName))
                .as("test classes that open a sandbox backend or a store, or start the launcher, without"
                        + " @Tag(\"sandbox\")")
                .isEmpty();
    }

    @Test
    void whatStartsTheBuiltProgramIsTagged() {
        List<JavaClass> tests = CLASSES.stream().filter(test -> test.getSimpleName().endsWith("IT")).toList();
        assertThat(tests).as("tests of the built program").hasSizeGreaterThan(10);
        assertThat(tests.stream().filter(test -> !isTagged(test)).map(JavaClass::getName))
                .as("tests of the built program without @Tag(\"sandbox\")")
                .isEmpty();
    }

    @Test
    void enoughIsLeftForTheQuickLoop() {
        assertThat(CLASSES.stream().filter(QuickLoopTest::isTest).filter(test -> !isTagged(test)))
                .hasSizeGreaterThan(50);
    }

    /// The classes of the tests that use an opener, or use one that does.
    private static Set<String> openers() {
        Map<String, Set<String>> uses = CLASSES.stream().collect(Collectors.groupingBy(QuickLoopTest::topLevel,
                Collectors.flatMapping(QuickLoopTest::used, Collectors.toSet())));
        Set<String> known = new HashSet<>(OPENERS);
        while (known.addAll(uses.keySet().stream()
                .filter(name -> uses.get(name).stream().anyMatch(known::contains))
                .toList())) {}
        return known;
    }

    private static Stream<String> used(JavaClass user) {
        return user.getDirectDependenciesFromSelf().stream()
                .map(dependency -> topLevel(dependency.getTargetClass().getBaseComponentType()));
    }

    private static String topLevel(JavaClass any) {
        return any.getName().replaceAll("\\$.*", "");
    }

    private static boolean isTest(JavaClass any) {
        return any.getAllMethods().stream()
                .anyMatch(method -> method.isAnnotatedWith(Testable.class)
                        || method.isMetaAnnotatedWith(Testable.class));
    }

    private static boolean isTagged(JavaClass test) {
        return Stream.of(Stream.of(test), test.getAllRawSuperclasses().stream(), test.getAllRawInterfaces().stream(),
                test.getEnclosingClass().stream())
                .flatMap(classes -> classes)
                .anyMatch(each -> each.tryGetAnnotationOfType(Tag.class)
                        .map(tag -> tag.value().equals("sandbox"))
                        .orElse(false));
    }
}
