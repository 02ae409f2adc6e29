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
import java.util.function.Predicate;
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
        assertThat(mute(SizesTests::hasLargeConstructor, "(?:public |private |protected )?"))
                .isEmpty();
    }

    @Test
    void aRecordOfManyComponentsSaysWhy() throws IOException {
        assertThat(mute(SizesTests::isLargeRecord, "(?:public |private )?record "))
                .isEmpty();
    }

    private static boolean hasLargeConstructor(JavaClass type) {
        return !type.isRecord()
                && !type.isEnum()
                && type.getConstructors().stream()
                        .anyMatch(one -> one.getRawParameterTypes().size() > PARAMETERS);
    }

    private static boolean isLargeRecord(JavaClass type) {
        return type.isRecord() && type.reflect().getRecordComponents().length > COMPONENTS;
    }

    /** Those of these types that do not say why they have "so many", right before what is called as they are. */
    private static List<String> mute(Predicate<JavaClass> large, String before) throws IOException {
        var mute = new ArrayList<String>();
        for (var type : HOUSE) {
            if (large.test(type)
                    && !Pattern.compile("so many[^/]*\\*/\\s+(?:@\\w+\\s+)?" + before + type.getSimpleName() + "\\(")
                            .matcher(source(type))
                            .find()) {
                mute.add(type.getName());
            }
        }
        return mute;
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
