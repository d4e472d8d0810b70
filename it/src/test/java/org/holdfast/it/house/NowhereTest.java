package org.holdfast.it.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.it.Node;
import org.junit.jupiter.api.Test;

class NowhereTest {
    private static final int MOST_CLASSES = 15;
    private static final List<String> MODULES = List.of(
            "sip-connector/api",
            "sip-connector/media",
            "sip-connector/media-native",
            "sip-connector/rar",
            "sip-connector/srctool",
            "ddl",
            "ejb",
            "web",
            "wildfly-config/launcher");
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .importPaths(MODULES.stream().map(NowhereTest::classes).toList());

    /** Programs for a terminal: they may print. */
    private static final DescribedPredicate<JavaClass> TALKS_TO_A_TERMINAL = DescribedPredicate.describe(
            "talks to a terminal",
            type -> type.getPackageName().startsWith("org.holdfast.src")
                    || type.getPackageName().startsWith("org.holdfast.launcher")
                    || type.getPackageName().startsWith("org.holdfast.ddl")
                    || type.getSimpleName().startsWith("JournalTool")
                    || type.tryGetMethod("main", String[].class).isPresent());

    private static Path classes(String module) {
        return Node.checkout().resolve(module).resolve("target/classes");
    }

    @Test
    void sleepsOrMakesThreadsByHand() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(HOUSE);
        noClasses().should().callConstructor(Thread.class, Runnable.class).check(HOUSE);
        noClasses()
                .should()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .check(HOUSE);
    }

    @Test
    void printsExceptForATerminal() {
        noClasses()
                .that(DescribedPredicate.not(TALKS_TO_A_TERMINAL))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(HOUSE);
    }

    @Test
    void readsTheTimeWithoutAClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .check(HOUSE);
    }

    @Test
    void crowdsAPackage() {
        Map<String, Long> classes = HOUSE.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .filter(type -> !type.isMetaAnnotatedWith("javax.annotation.processing.Generated")
                        && !type.getSimpleName().contains("_$"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(classes)
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MOST_CLASSES));
    }

    @Test
    void usesABannedName() {
        List<String> banned =
                List.of("Manager", "Helper", "Util", "Utils", "Common", "Base", "Impl", "DTO", "Data", "Info");
        Stream<String> named = HOUSE.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> banned.stream().anyMatch(name::endsWith));
        assertThat(named).isEmpty();
    }
}
