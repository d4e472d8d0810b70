package org.holdfast.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A page or resource validates, calls one boundary, renders. */
class ArchitectureTest {
    private static final JavaClasses WEB = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.holdfast.web");

    @Test
    void knowsNoPersistenceAndNoCloud() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "java.sql..", "software.amazon..")
                .check(WEB);
    }

    @Test
    void knowsTheConnectorsRecordsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.holdfast.connector..")
                        .and(DescribedPredicate.not(
                                JavaClass.Predicates.resideInAPackage("org.holdfast.connector.api.."))))
                .check(WEB);
    }

    @Test
    void portalAndApiDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("org.holdfast.web.portal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.holdfast.web.api..")
                .check(WEB);
        noClasses()
                .that()
                .resideInAPackage("org.holdfast.web.api..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.holdfast.web.portal..")
                .check(WEB);
    }
}
