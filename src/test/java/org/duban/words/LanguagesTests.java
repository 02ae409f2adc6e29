package org.duban.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.duban.files.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh-CN   | zh-CN | 催办通知        | 江孜
            zh-TW   | zh-CN | 催办通知        | 江孜
            zh      | zh-CN | 催办通知        | 江孜
            bo-CN   | zh-CN | 催办通知        | 江孜
            ug-CN   | zh-CN | 催办通知        | 江孜
            en      | en    | Action required | Gyangzê
            en-CN   | en    | Action required | Gyangzê
            bo      | en    | Action required | Gyangzê
            fr-FR   | en    | Action required | Gyangzê
            """)
    void speaksChineseInChinaAndEnglishElsewhere(String reader, String lang, String words, String name) {
        var wording = Languages.builtIn().words("mail", Locale.forLanguageTag(reader));

        assertThat(wording.lang()).isEqualTo(lang);
        assertThat(wording.say("heading.CHASER")).isEqualTo(words);
        assertThat(wording.name("江孜", "Gyangzê")).isEqualTo(name);
    }

    @Test
    void letsAnInstallationSaySomethingOtherwise() throws IOException {
        write("mail_zh_CN.properties", "heading.CHASER=督促函\n");
        var wordings = Languages.with(folder.toString());

        assertThat(wordings.words("mail", Locale.SIMPLIFIED_CHINESE).say("heading.CHASER"))
                .isEqualTo("督促函");
        assertThat(wordings.words("mail", Locale.SIMPLIFIED_CHINESE).say("heading.REMINDER"))
                .isEqualTo("办理提醒");
        assertThat(wordings.words("mail", Locale.ENGLISH).say("heading.CHASER")).isEqualTo("Action required");
    }

    @Test
    void takesOneFile() throws IOException {
        var file = write("mail_en.properties", "heading.CHASER=Don't wait\n");

        assertThat(Languages.with(file.toString()).words("mail", Locale.ENGLISH).say("heading.CHASER"))
                .isEqualTo("Don't wait");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            heading.CHASR=x                 | line 2, heading.CHASR: nothing has words of that key; did you mean "heading.CHASER"?
            heading.CHASER=                 | line 2, heading.CHASER: there are no words; write some, or take the line away
            greeting=To {1}                 | line 2, greeting: nothing takes the place "{1}"; write one of {0}
            heading.CHASER={0}              | line 2, heading.CHASER: nothing takes the place "{0}"; write the words without braces
            greeting=To {name}              | line 2, greeting: the brace at character 4 belongs to no place in "To {name}"; write one of {0}
            ask.NEAR=by {5}                 | line 2, ask.NEAR: nothing takes the place "{5}"; write one of {0}, {1}, {2}, {3}, {4}
            deadline.day=EEEE, HH:mm        | line 2, deadline.day: "EEEE, HH:mm" is no pattern of a day; write one like EEEE, d MMMM uuuu
            deadline.time=bb                | line 2, deadline.time: "bb" is no pattern of a time; write one like EEEE, d MMMM uuuu, HH:mm
            """)
    void refusesWordsThatNoLetterCouldSay(String words, String told) throws IOException {
        var file = write("mail_en.properties", "# ours\n" + words + "\n");

        assertThatThrownBy(() -> Languages.with(folder.toString()))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(file + ", " + told);
    }

    @Test
    void tellsAllMistakesOfAllFilesAtOnce() throws IOException {
        write("mail_en.properties", "nothing=x\ngreeting=a {0}\ngreeting=b {0}\n");
        write("mail_zh_CN.properties", "greeting={\n");
        write("mail.properties", "greeting=x\n");

        assertThatThrownBy(() -> Languages.with(folder.toString()))
                .hasMessageContainingAll(
                        "mail_en.properties, line 1, nothing",
                        "mail_en.properties, line 3, greeting: the key stands there twice",
                        "mail_zh_CN.properties, line 1, greeting",
                        "mail.properties: the name of the file says no language");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> Languages.with(folder + "/missing"))
                .hasMessageContaining("there is no such readable directory");
    }

    @Test
    void writesADayInTheWordsOfItsLanguage() {
        assertThat(Languages.builtIn().words("mail", Locale.ENGLISH).day(LocalDate.parse("2026-11-26")))
                .isEqualTo("Thursday, 26 November 2026");
    }

    private Path write(String name, String words) throws IOException {
        return Files.writeString(folder.resolve(name), words);
    }
}
