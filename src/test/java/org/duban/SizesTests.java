package org.duban;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is large says why, beside it. */
class SizesTests {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.duban");

    private static final int PARAMETERS = 8;
    private static final int COMPONENTS = 20;

    @Test
    void aConstructorOfManyParametersSaysWhy() throws IOException {
        var mute = new ArrayList<String>();
        for (var type : HOUSE) {
            if (!type.isRecord()
                    && !type.isEnum()
                    && type.getConstructors().stream()
                            .anyMatch(one -> one.getRawParameterTypes().size() > PARAMETERS)
                    && !Pattern.compile("so many[^/]*\\*/\\s+(?:@\\w+\\s+)?(?:public |private |protected )?"
                                    + type.getSimpleName() + "\\(")
                            .matcher(source(type))
                            .find()) {
                mute.add(type.getName());
            }
        }

        assertThat(mute).isEmpty();
    }

    @Test
    void aRecordOfManyComponentsSaysWhy() throws IOException {
        var mute = new ArrayList<String>();
        for (var type : HOUSE) {
            if (type.isRecord()
                    && type.reflect().getRecordComponents().length > COMPONENTS
                    && !Pattern.compile("so many[^/]*\\*/\\s+(?:@\\w+\\s+)?(?:public |private )?record "
                                    + type.getSimpleName() + "\\(")
                            .matcher(source(type))
                            .find()) {
                mute.add(type.getName());
            }
        }

        assertThat(mute).isEmpty();
    }

    @Test
    void theSourceIsRead() throws IOException {
        assertThat(List.of(source(HOUSE.get("org.duban.task.Task"))))
                .first()
                .asString()
                .contains("record Task(");
    }

    private static String source(JavaClass type) throws IOException {
        var outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return Files.readString(Path.of("src/main/java", outer.getName().replace('.', '/') + ".java"));
    }
}
