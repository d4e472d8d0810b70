package org.holdfast.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MEDIA = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.holdfast.media");

    @Test
    void isPlainJava() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "javax.sip..", "gov.nist..", "org.holdfast.connector..")
                .check(MEDIA);
    }

    @Test
    void keysStandOnTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("org.holdfast.media.key..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "org.holdfast.media.key..")
                .check(MEDIA);
    }

    @Test
    void journalStandsOnTheJdkAndOnKeys() {
        classes()
                .that()
                .resideInAPackage("org.holdfast.media.journal..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "org.holdfast.media.journal..",
                        "org.holdfast.media.key..")
                .check(MEDIA);
    }

    @Test
    void rtpStandsOnTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("org.holdfast.media.rtp..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.holdfast.media.rtp..")
                .check(MEDIA);
    }

    /** A container writes what a timeline holds; of the journal it knows no more than the words. */
    @Test
    void containersReadNoJournalAndNoPackets() {
        noClasses()
                .that()
                .resideInAPackage("org.holdfast.media.container..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.holdfast.media.rtp..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("org\\.holdfast\\.media\\.journal\\.(?!JournalEntry).*")
                .check(MEDIA);
    }
}
