package dev.frostbench.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.Test;

/// harness → reports → suites → documents; harness → fixtures → documents; no other arrow.
class ArchitectureTest {

    private static final JavaClasses CLASSES = MainClasses.ALL;

    @Test
    void everyModuleWasSeen() {
        for (String module : List.of("documents", "fixtures", "suites", "reports", "harness"))
            assertThat(CLASSES.stream().filter(seen -> seen.getPackageName().startsWith("dev.frostbench." + module)))
                    .as(module)
                    .isNotEmpty();
    }

    @Test
    void documentsKnowsNoOtherModule() {
        forbid("documents", "fixtures", "suites", "reports", "harness", "benchmarks");
    }

    @Test
    void fixturesKnowsDocumentsAlone() {
        forbid("fixtures", "suites", "reports", "harness", "benchmarks");
    }

    @Test
    void suitesKnowsDocumentsAlone() {
        forbid("suites", "fixtures", "reports", "harness", "benchmarks");
    }

    @Test
    void reportsKnowsSuitesAndDocumentsAlone() {
        forbid("reports", "fixtures", "harness", "benchmarks");
    }

    @Test
    void harnessDoesNotKnowItsBenchmarks() {
        forbid("harness", "benchmarks");
    }

    @Test
    void foreignCallsStandInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.frostbench.fixtures.linux..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(CLASSES);
    }

    @Test
    void contentKnowsNothingOfSandboxes() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.frostbench.fixtures.snapshot..", "dev.frostbench.fixtures.store..",
                        "dev.frostbench.fixtures.quota..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.frostbench.fixtures.sandbox..")
                .check(CLASSES);
    }

    /// A benchmark also measures the backend alone, without a store.
    @Test
    void layeredSandboxesAreTheBusinessOfTheNativeBackendAndTheLocalRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.frostbench.fixtures.sandbox.layered..",
                        "dev.frostbench.fixtures.sandbox.local..", "dev.frostbench.fixtures.sandbox.namespaces..",
                        "dev.frostbench.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.frostbench.fixtures.sandbox.layered..")
                .check(CLASSES);
    }

    @Test
    void thePartsOfAStoreAreForTheLocalRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.frostbench.fixtures.sandbox.local..", "dev.frostbench.fixtures.store..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.frostbench.fixtures.store.StoreParts")
                .check(CLASSES);
    }

    /// So that a remote one, or one of another program's containers, can be a runtime too.
    @Test
    void sandboxesAreDescribedWithoutTheStoreOrABackend() {
        noClasses()
                .that()
                .resideInAPackage("dev.frostbench.fixtures.sandbox")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.frostbench.fixtures.sandbox.*..", "dev.frostbench.fixtures.store..",
                        "dev.frostbench.fixtures.snapshot.*..", "dev.frostbench.fixtures.linux..")
                .check(CLASSES);
    }

    @Test
    void noPackageIsADumpingGround() {
        assertThat(CLASSES.stream().map(seen -> seen.getPackageName()).distinct())
                .noneMatch(name -> name
                        .matches(".*\\.(util|utils|common|commons|helper|helpers|manager|managers|impl|misc)(\\..*)?"));
        assertThat(CLASSES.stream().map(seen -> seen.getSimpleName()).filter(name -> !name.isEmpty()))
                .noneMatch(name -> name.matches("Abstract.*|.*(Util|Utils|Helper|Helpers|Manager|Impl)"));
    }

    private static void forbid(String module, String... others) {
        for (String other : others)
            noClasses()
                    .that()
                    .resideInAPackage("dev.frostbench." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.frostbench." + other + "..")
                    .check(CLASSES);
    }
}
