package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.duban.words.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterLanguageTests {

    private static final Locale TIBETAN = Locale.forLanguageTag("bo-CN");

    @TempDir
    private Path folder;

    @Test
    void takesALanguageMoreAndFallsBackToChineseKeyByKey() throws IOException {
        write("mail_bo_CN.properties", "greeting={0} ལ།\ndeadline.day=uuuu-MM-dd\nask.NEAR=ཚེས་གྲངས {0} སྔོན་ལ།\n");

        var letter = letters().letter(aNotice().in(TIBETAN).saying(aLine()));

        assertThat(letter.lang()).isEqualTo("bo-CN");
        assertThat(letter.html()).contains("<html lang=\"bo-CN\">");
        assertThat(letter.text()).contains("江孜县教育局 ལ།", "ཚེས་གྲངས 2026-11-26 སྔོན་ལ།", "办结时限：2026-11-26");
    }

    private Letters letters() {
        return new Letters(LetterLinks.WITHOUT_ANSWERS, Languages.with(folder.toString()), NoticeFixture.SENDER);
    }

    private void write(String name, String words) throws IOException {
        Files.writeString(folder.resolve(name), words);
    }
}
