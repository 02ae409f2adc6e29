package org.duban.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.duban.files.InputFile;
import org.duban.reasons.Reason;
import org.duban.reasons.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReasonTests {

    private static final List<String> CODES = codes();
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everyCodeHasWordsInEveryLanguage(String language) {
        var words = ReasonWords.of(Locale.forLanguageTag(language));

        assertThat(words.lang()).isEqualTo(language);
        assertThat(CODES).isNotEmpty().allMatch(words::knows);
    }

    @Test
    void noWordsAreThereThatNoReasonSays() {
        var file = WordFile.trusted(InputFile.of("classpath:words/reasons_en.properties"));

        assertThat(file.texts().keySet())
                .filteredOn(key -> key.matches("[A-Z_]+") && !key.equals("TEXT"))
                .isNotEmpty()
                .isSubsetOf(CODES);
    }

    /** Names of fields, media types and the like are written in one piece, or are one or two words. */
    @Test
    void chineseWordsHaveNoEnglishSentences() {
        var file = WordFile.trusted(InputFile.of("classpath:words/reasons_zh_CN.properties"));

        assertThat(file.texts())
                .isNotEmpty()
                .allSatisfy((key, said) ->
                        assertThat(said).as(key).doesNotContainPattern("(?:\\b[A-Za-z][a-z]+\\b[ ,]+){2}[a-z]+\\b"));
    }

    @Test
    void noTwoReasonsHaveOneCode() {
        assertThat(CODES).doesNotHaveDuplicates().contains("SUPERSEDED", "NO_WORDS", "HOLIDAY", "ANSWER_HELD");
    }

    @Test
    void keepsReasonsWithinReasons() {
        var reason = new Reason("BY_A_PROGRAM", List.of(new Reason("READ_RECEIPT", List.of())));

        var kept = JSON.writeValueAsString(reason);

        assertThat(kept)
                .isEqualTo("{\"code\":\"BY_A_PROGRAM\",\"arguments\":[{\"code\":\"READ_RECEIPT\",\"arguments\":[]}]}");
        assertThat(JSON.readValue(kept, Reason.class)).isEqualTo(reason);
        assertThat(reason.in(ReasonWords.of(Locale.ENGLISH))).isEqualTo("written by a program: read receipt");
        assertThat(reason.in(ReasonWords.of(Locale.CHINESE))).isEqualTo("由程序自动发送（已读回执）");
    }

    @Test
    void showsATextAsItIs() {
        var text = Reason.text("550 no {0} 'mailbox'");

        assertThat(text.in(ReasonWords.of(Locale.CHINESE))).isEqualTo("550 no {0} 'mailbox'");
    }

    @Test
    void namesACodeThatANewerVersionKept() {
        var unknown = new Reason("OF_NEXT_YEAR", List.of("education"));

        assertThat(ReasonWords.english(unknown)).isEqualTo("OF_NEXT_YEAR[education]");
    }

    private static List<String> codes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.duban").stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(ReasonCode.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Stream.of(type.getEnumConstants()))
                        .map(code -> ((ReasonCode) code).code())
                        .toList();
    }
}
