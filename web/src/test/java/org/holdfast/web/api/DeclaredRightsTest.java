package org.holdfast.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.web.api.door.Anyone;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.session.page.Pages;
import org.junit.jupiter.api.Test;

/** What declares no right is refused at run time; here it is named at build time. */
class DeclaredRightsTest {
    @Test
    void everyOperationDeclaresWhoMayUseIt() {
        List<String> undeclared = operations()
                .filter(method -> !method.isAnnotatedWith(Needs.class) && !method.isAnnotatedWith(Anyone.class))
                .map(JavaMethod::getFullName)
                .toList();
        assertThat(operations()).isNotEmpty();
        assertThat(undeclared).isEmpty();
    }

    @Test
    void everyPageDeclaresWhoMaySeeIt() throws IOException {
        try (Stream<java.nio.file.Path> files = Files.list(java.nio.file.Path.of("src/main/webapp"))) {
            List<String> undeclared = files.map(file -> "/" + file.getFileName())
                    .filter(page -> page.endsWith(".xhtml") && !page.equals("/sign-in.xhtml"))
                    .filter(page ->
                            !Pages.isForAnyone(page) && Pages.needed(page).isEmpty())
                    .toList();
            assertThat(undeclared).isEmpty();
        }
    }

    private static Stream<JavaMethod> operations() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.holdfast.web")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::getMethods)
                        .flatMap(java.util.Set::stream)
                        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class));
    }
}
