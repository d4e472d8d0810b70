package org.holdfast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One package a feature, without cycles. */
class ArchitectureTest {
    private static final JavaClasses FEATURES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPath(Path.of("target/classes"));

    @Test
    void featuresFormNoCycle() {
        slices().matching("org.holdfast.(*)..").should().beFreeOfCycles().check(FEATURES);
    }

    @Test
    void recordingAndWorkUseNoOtherFeature() {
        String[] features = {
            "org.holdfast.ingest..", "org.holdfast.finalise..", "org.holdfast.storage..", "org.holdfast.search..",
            "org.holdfast.playback..", "org.holdfast.live..", "org.holdfast.access..", "org.holdfast.node..",
            "org.holdfast.audit..", "org.holdfast.remark.."
        };
        noClasses()
                .that()
                .resideInAnyPackage("org.holdfast.recording..", "org.holdfast.work..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(features)
                .check(FEATURES);
    }

    @Test
    void onlyIngestLiveAndNodeKnowTheConnector() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.holdfast.ingest..", "org.holdfast.live..", "org.holdfast.node..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.holdfast.connector..")
                .check(FEATURES);
    }

    @Test
    void onlyStorageKnowsAws() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.holdfast.storage..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(FEATURES);
    }
}
