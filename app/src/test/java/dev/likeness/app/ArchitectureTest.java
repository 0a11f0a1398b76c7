package dev.likeness.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The rules of ARCHITECTURE.md, held by the build. */
@AnalyzeClasses(packages = "dev.likeness", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule IMPORTS_RUN_DOWNWARD_ONLY = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers().layer("app").definedBy("dev.likeness.app..").layer("server")
            .definedBy("dev.likeness.server..").layer("store").definedBy("dev.likeness.store..").layer("studio")
            .definedBy("dev.likeness.studio..").layer("diffusion").definedBy("dev.likeness.diffusion..")
            .layer("darkroom").definedBy("dev.likeness.darkroom..").layer("imaging")
            .definedBy("dev.likeness.imaging..").layer("core").definedBy("dev.likeness.core..").whereLayer("app")
            .mayNotBeAccessedByAnyLayer().whereLayer("server").mayOnlyBeAccessedByLayers("app").whereLayer("store")
            .mayOnlyBeAccessedByLayers("app", "server").whereLayer("studio").mayOnlyBeAccessedByLayers("app")
            .whereLayer("diffusion").mayOnlyBeAccessedByLayers("app")
            .whereLayer("darkroom").mayOnlyBeAccessedByLayers("studio", "diffusion").whereLayer("imaging")
            .mayOnlyBeAccessedByLayers("app", "server", "studio", "diffusion", "darkroom");

    @ArchTest
    static final ArchRule CORE_KNOWS_ONLY_JAVA = noClasses().that().resideInAPackage("dev.likeness.core..").should()
            .dependOnClassesThat().resideOutsideOfPackages("dev.likeness.core..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule ENGINES_NEVER_SEE_THE_BOOKS = noClasses().that()
            .resideInAnyPackage("dev.likeness.studio..", "dev.likeness.diffusion..", "dev.likeness.darkroom..").should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.likeness.store..", "dev.likeness.server..");

    @ArchTest
    static final ArchRule THE_BOOKS_NEVER_SEE_AN_ENGINE = noClasses().that()
            .resideInAnyPackage("dev.likeness.store..", "dev.likeness.server..").should().dependOnClassesThat()
            .resideInAnyPackage("dev.likeness.studio..", "dev.likeness.diffusion..", "dev.likeness.darkroom..");

    @ArchTest
    static final ArchRule ONLY_THE_SERVER_SEES_SPRING = noClasses().that()
            .resideOutsideOfPackage("dev.likeness.server..").should().dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule ONLY_FOUR_CLASSES_OF_THE_COMMAND_LINE_REACH_SERVER_AND_BOOKS = noClasses().that()
            .resideInAPackage("dev.likeness.app..").and().doNotHaveSimpleName("Service").and()
            .doNotHaveSimpleName("KeyBook").and().doNotHaveSimpleName("AccountBook").and()
            .doNotHaveSimpleName("OpenBooks").should().dependOnClassesThat()
            .resideInAnyPackage("dev.likeness.server..", "dev.likeness.store..");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = slices().matching("dev.likeness.(**)").should()
            .beFreeOfCycles();
}
