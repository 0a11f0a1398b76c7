package dev.likeness.app;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import dev.likeness.server.settings.Variables;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of ARCHITECTURE.md, held by the build. */
@AnalyzeClasses(packages = "dev.likeness", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String SERVICE = "dev.likeness.service.";
    private static final int MOST_CLASSES = 25;
    private static final Set<String> CATALOGUES = Set.of("dev.likeness.studio.backdrop");
    private static final Set<String> CODECS = Set.of("dev.likeness.imaging.raster.NativeDecoder",
            "dev.likeness.imaging.JpegWriter", "dev.likeness.imaging.WebpWriter");

    // ---- Modules

    @ArchTest
    static final ArchRule IMPORTS_RUN_DOWNWARD_ONLY = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers().layer("app").definedBy("dev.likeness.app..").layer("server")
            .definedBy("dev.likeness.server..").layer("service").definedBy("dev.likeness.service..").layer("studio")
            .definedBy("dev.likeness.studio..").layer("diffusion").definedBy("dev.likeness.diffusion..").layer("relay")
            .definedBy("dev.likeness.relay..")
            .layer("darkroom").definedBy("dev.likeness.darkroom..").layer("imaging")
            .definedBy("dev.likeness.imaging..").layer("core").definedBy("dev.likeness.core..").whereLayer("app")
            .mayNotBeAccessedByAnyLayer().whereLayer("server").mayOnlyBeAccessedByLayers("app").whereLayer("service")
            .mayOnlyBeAccessedByLayers("app", "server").whereLayer("studio").mayOnlyBeAccessedByLayers("app")
            .whereLayer("diffusion").mayOnlyBeAccessedByLayers("app").whereLayer("relay")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("darkroom").mayOnlyBeAccessedByLayers("studio", "diffusion").whereLayer("imaging")
            .mayOnlyBeAccessedByLayers("app", "server", "service", "studio", "diffusion", "relay", "darkroom")
            .because("a module that is built later must be replaceable without touching those below it");

    @ArchTest
    static final ArchRule THE_CLIENT_STANDS_ALONE = noClasses().that().resideInAPackage("dev.likeness.client..")
            .should()
            .dependOnClassesThat().resideOutsideOfPackages("dev.likeness.client..", "java..", "javax.crypto..",
                    "org.jspecify..")
            .because("whoever takes the client takes nothing else with it");

    @ArchTest
    static final ArchRule CORE_KNOWS_ONLY_JAVA = noClasses().that().resideInAPackage("dev.likeness.core..").should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.likeness.core..", "java..", "javax.crypto..", "org.jspecify..")
            .because("every module speaks its words, so whatever it imports everybody imports");

    @ArchTest
    static final ArchRule ENGINES_DO_NOT_SEE_THE_SERVICE = noClasses().that()
            .resideInAnyPackage("dev.likeness.studio..", "dev.likeness.diffusion..", "dev.likeness.relay..",
                    "dev.likeness.darkroom..")
            .should().dependOnClassesThat().resideInAnyPackage("dev.likeness.service..", "dev.likeness.server..")
            .because("the command line renders without a database");

    @ArchTest
    static final ArchRule THE_SERVICE_SEES_ENGINES_THROUGH_THE_PORT_ALONE = noClasses().that()
            .resideInAnyPackage("dev.likeness.service..", "dev.likeness.server..").should().dependOnClassesThat()
            .resideInAnyPackage("dev.likeness.studio..", "dev.likeness.diffusion..", "dev.likeness.relay..",
                    "dev.likeness.darkroom..")
            .because("an engine can be added without a change of the service");

    @ArchTest
    static final ArchRule THE_CLOUDS_SEE_NO_DATABASE_AND_NO_ENVIRONMENT = noClasses().that()
            .resideInAPackage("dev.likeness.relay..").should().dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "dev.likeness.darkroom..").orShould()
            .callMethod(System.class, "getenv").orShould().callMethod(System.class, "getenv", String.class)
            .because(
                    "what must outlive the process goes through the port of errands, and credentials come in through one"
                            + " door");

    @ArchTest
    static final ArchRule SECRETS_STAY_IN_THEIR_DIALECTS = noClasses().that()
            .resideOutsideOfPackage("dev.likeness.relay..").should().dependOnClassesThat()
            .haveFullyQualifiedName("dev.likeness.relay.Secret")
            .because("a credential that nobody else can hold nobody else can log");

    @ArchTest
    static final ArchRule ONLY_THE_SERVER_SEES_SPRING = noClasses().that()
            .resideOutsideOfPackage("dev.likeness.server..").should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.servlet..")
            .because("what is true whatever the dialect must be testable and readable without a web framework");

    @ArchTest
    static final ArchRule ONE_PACKAGE_OF_THE_COMMAND_LINE_REACHES_SERVER_AND_SERVICE = noClasses().that()
            .resideInAPackage("dev.likeness.app..").and().resideOutsideOfPackage("dev.likeness.app.service").should()
            .dependOnClassesThat(
                    JavaClass.Predicates.resideInAnyPackage("dev.likeness.server..", "dev.likeness.service..")
                            .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(Variables.class))))
            .because("shoot and looks start in a second only while they load neither; the reader of environment"
                    + " variables loads nothing else");

    @ArchTest
    static final ArchRule OPENCV_STANDS_BEHIND_THE_PIXELS = noClasses().that()
            .resideOutsideOfPackages("dev.likeness.darkroom.pixel..", "dev.likeness.darkroom.face..").and(
                    DescribedPredicate.describe("are not codecs of imaging", (JavaClass user) -> !CODECS
                            .contains(user.getName())))
            .should().dependOnClassesThat().resideInAPackage("org.bytedeco..")
            .because(
                    "native memory is released and OpenCV's codes are spelled in one place, so that the passes over pixels"
                            + " can be read without knowing either; faces still feed matrices to their networks, and imaging"
                            + " decodes and encodes by OpenCV (ADR 14)");

    @ArchTest
    static final ArchRule NETWORKS_TELL_NOBODY = noClasses().that()
            .doNotHaveFullyQualifiedName("dev.likeness.darkroom.pixel.OrtLibrary").and()
            .doNotHaveFullyQualifiedName("dev.likeness.service.moderation.PictureClassifier").should()
            .callMethod("ai.onnxruntime.OrtEnvironment", "getEnvironment")
            .because("whoever makes the environment switches its telemetry off");

    @ArchTest
    static final ArchRule opencvWithoutADesktop = noClasses().should().dependOnClassesThat()
            .haveNameMatching("org\\.bytedeco\\.opencv\\.global\\.opencv_(?!core|imgproc|imgcodecs|dnn).*")
            .because(
                    "other modules of OpenCV (ximgproc, photo, objdetect) load its windows, which need GTK; servers have none");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = slices().matching("dev.likeness.(**)").should()
            .beFreeOfCycles().because("packages that need each other are one package");

    @ArchTest
    static final ArchRule PACKAGES_ARE_SMALL = ArchRuleDefinition.all(packages()).should(haveFewClasses())
            .because("a newcomer must see at a glance what a package holds; catalogues of one class each are exempt");

    // ---- Packages of the service, lowest first

    @ArchTest
    static final ArchRule IDS_KNOW_NOTHING = only("ids", "database")
            .because("every other package may hold a name of a row");

    @ArchTest
    static final ArchRule DATABASE_KNOWS_NO_TABLES = only("database")
            .because("connections, transactions and migrations are the same whatever is stored");

    @ArchTest
    static final ArchRule TABLES_ARE_REACHED_THROUGH_SQL = noClasses().that().resideInAPackage(SERVICE + "(*)..").and()
            .resideOutsideOfPackage(SERVICE + "database").should().dependOnClassesThat()
            .belongToAnyOf(java.sql.Connection.class, java.sql.PreparedStatement.class)
            .because("parameters that are counted by hand end up in each other's columns");

    @ArchTest
    static final ArchRule ACCOUNTS_KNOW_NO_ORDERS = only("accounts", "ids", "database")
            .because("money is right or wrong by itself, whatever it is spent on");

    @ArchTest
    static final ArchRule KEYS_KNOW_ONLY_ACCOUNTS = only("keys", "accounts", "ids", "database")
            .because("who may come in is decided before anybody looks at what they want");

    @ArchTest
    static final ArchRule LINKS_KNOW_ONLY_NAMES = only("links", "ids", "database")
            .because("a link is signed over a name, not over what it leads to");

    @ArchTest
    static final ArchRule PICTURES_KNOW_NO_ORDERS = only("pictures", "links", "ids", "database", "accounts", "keys")
            .because("another object store must be addable without reading the rest");

    @ArchTest
    static final ArchRule TASKS_ARE_ROWS = only("tasks", "audit", "accounts", "keys", "pictures", "ids", "database")
            .because("what a task costs and who is told is decided by orders, not by the table");

    @ArchTest
    static final ArchRule UPSTREAMS_KNOW_TASKS_AND_NO_ORDERS = only("upstreams", "tasks", "traces", "pictures", "links",
            "accounts",
            "ids", "database").because("what is with another service is a fact of a task, whoever ordered it");

    @ArchTest
    static final ArchRule THE_QUEUE_DOES_NOT_KNOW_WHAT_WAITS_IN_IT = only("queue", "ids", "database")
            .because("its entries are names: portraits and webhooks wait in it alike");

    @ArchTest
    static final ArchRule THE_AUDIT_TRAIL_KNOWS_ONLY_NAMES = only("audit", "ids", "database")
            .because("it outlives the tasks that it speaks of");

    @ArchTest
    static final ArchRule BACKUPS_KNOW_NO_ORDERS = only("backup", "pictures", "links", "ids", "database")
            .because("what is copied is found in the catalogue, so that a new table is in the next backup");

    @ArchTest
    static final ArchRule TRACES_KNOW_NOTHING = only("traces")
            .because("a trace leaves the installation, so it is told names and numbers and sees no order");

    @ArchTest
    static final ArchRule TRACES_ARE_TOLD_IN_ONE_PLACE = noClasses().that()
            .resideOutsideOfPackages(SERVICE + "traces", "dev.likeness.server").should().dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..")
            .because("what may be an attribute is decided in one package, and sent by one");

    @ArchTest
    static final ArchRule MODERATORS_KNOW_NO_ORDERS = only("moderation")
            .because("a moderator sees words or a picture, not whose they are");

    @ArchTest
    static final ArchRule TEMPLATES_ARE_WORDS = only("templates", "ids", "database", "accounts")
            .because("a template is resolved at the desk, before an order exists");

    @ArchTest
    static final ArchRule DELIVERY_DOES_NOT_CHANGE_ORDERS = only("delivery", "tasks", "pictures", "accounts", "ids",
            "database").because("asking for a result is free and changes nothing");

    @ArchTest
    static final ArchRule ORDERS_DO_NOT_KNOW_WHO_CARRIES_THEM_OUT = noClasses().that()
            .resideInAPackage(SERVICE + "orders").should().dependOnClassesThat()
            .resideInAnyPackage(SERVICE + "work", SERVICE + "webhooks", SERVICE + "engines")
            .because("orders are taken on nodes without a worker");

    // ---- Dialects

    @ArchTest
    static final ArchRule DIALECTS_DO_NOT_KNOW_EACH_OTHER = slices()
            .matching("dev.likeness.server.(ai302|volcengine|openai|rest)..").should().notDependOnEachOther()
            .because("each only translates, and one must be removable without the others noticing");

    @ArchTest
    static final ArchRule DIALECTS_WRITE_NO_SQL = noClasses().that().resideInAPackage("dev.likeness.server..").should()
            .dependOnClassesThat().resideInAPackage("java.sql..")
            .because("what an order does to the tables is the same in every dialect");

    /** Classes of this package of the service use no other package of the service than these. */
    private static ArchRule only(String name, String... others) {
        Set<String> allowed = Arrays.stream(others).map(SERVICE::concat).collect(Collectors.toSet());
        allowed.add(SERVICE + name);
        return noClasses().that().resideInAPackage(SERVICE + name).should().dependOnClassesThat(
                DescribedPredicate.describe("are in another package of the service than " + allowed,
                        (JavaClass used) -> used.getPackageName().startsWith(SERVICE)
                                && !allowed.contains(used.getPackageName())));
    }

    private static ClassesTransformer<JavaPackage> packages() {
        return new AbstractClassesTransformer<>("packages") {
            @Override
            public Iterable<JavaPackage> doTransform(com.tngtech.archunit.core.domain.JavaClasses all) {
                return all.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
            }
        };
    }

    private static ArchCondition<JavaPackage> haveFewClasses() {
        return new ArchCondition<>("have at most " + MOST_CLASSES + " classes") {
            @Override
            public void check(JavaPackage checked, ConditionEvents events) {
                long classes = checked.getClasses().stream().filter(JavaClass::isTopLevelClass)
                        .filter(each -> !each.isArray())
                        .filter(each -> !each.getSimpleName().equals("package-info")).count();
                if (classes > MOST_CLASSES && !CATALOGUES.contains(checked.getName())) {
                    events.add(violated(checked, checked.getName() + " has " + classes + " classes"));
                }
            }
        };
    }
}
