package org.holdfast.connector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** {@code ra → sip → session → {siprec, sdp, capture}}, and never back up. */
class ArchitectureTest {
    private static final JavaClasses CONNECTOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.holdfast.connector");

    @Test
    void onlyTheSipPackageKnowsJainSip() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.holdfast.connector.sip..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.sip..", "gov.nist..")
                .check(CONNECTOR);
    }

    @Test
    void onlyTheResourceAdapterKnowsJakarta() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.holdfast.connector.ra..", "org.holdfast.connector.api..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta..")
                .check(CONNECTOR);
    }

    @Test
    void apiKnowsNobody() {
        classes()
                .that()
                .resideInAPackage("org.holdfast.connector.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "jakarta.resource..",
                        "org.jspecify..",
                        "org.holdfast.alarm..",
                        "org.holdfast.connector.api..")
                .check(CONNECTOR);
    }

    @Test
    void sessionsKnowNoSipStackAndNoResourceAdapter() {
        noClasses()
                .that()
                .resideInAPackage("org.holdfast.connector.session..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.holdfast.connector.sip..", "org.holdfast.connector.ra..")
                .check(CONNECTOR);
    }

    @Test
    void captureKnowsJournalAndRtpOnly() {
        noClasses()
                .that()
                .resideInAPackage("org.holdfast.connector.capture..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.holdfast.connector.session..",
                        "org.holdfast.connector.sip..",
                        "org.holdfast.connector.siprec..",
                        "org.holdfast.connector.sdp..",
                        "org.holdfast.connector.ra..",
                        "org.holdfast.media.codec..",
                        "org.holdfast.media.container..",
                        "org.holdfast.media.timeline..")
                .check(CONNECTOR);
    }

    @Test
    void parsersDoNoInputOrOutputStartNoThreadsAndDoNotLog() {
        noClasses()
                .that()
                .resideInAnyPackage("org.holdfast.connector.siprec..", "org.holdfast.connector.sdp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.util.concurrent..",
                        "java.util.logging..",
                        "org.jboss.logging..",
                        "org.holdfast.connector.session..",
                        "org.holdfast.connector.capture..",
                        "org.holdfast.connector.health..")
                .check(CONNECTOR);
    }
}
