package org.duban.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputFileTests {

    @TempDir
    Path directory;

    Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("单位 表.yaml");
        Files.writeString(file, "督办: 1\n");
    }

    @Test
    void readsAPathAFileLocationAndAClasspathLocation() {
        assertThat(InputFile.of(file.toString()).text()).isEqualTo("督办: 1\n");
        assertThat(InputFile.of("file:" + file).text()).isEqualTo("督办: 1\n");
        assertThat(InputFile.of("file://" + file).text()).isEqualTo("督办: 1\n");
        assertThat(InputFile.of(file.toUri().toString()).text()).isEqualTo("督办: 1\n");
        assertThat(InputFile.of("file:pom.xml").text()).contains("<project");
        assertThat(InputFile.of("classpath:calendars/cn-2026.yaml").text()).contains("year: 2026");
        assertThat(InputFile.of("classpath:/calendars/cn-2026.yaml").text()).contains("year: 2026");
    }

    @Test
    void listsYamlFilesOnTheClasspathToo() {
        assertThat(InputFile.yamlFilesIn("classpath:calendars"))
                .extracting(InputFile::name)
                .contains("classpath:calendars/cn-2025.yaml", "classpath:calendars/cn-2026.yaml");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> InputFile.yamlFilesIn("classpath:nowhere"))
                .withMessageContaining("classpath:nowhere: the directory has no YAML file");
    }

    @Test
    void toleratesAByteOrderMark() throws IOException {
        Files.writeString(file, "\uFEFFa: 1");

        assertThat(InputFile.of(file.toString()).text()).isEqualTo("a: 1");
    }

    @Test
    void refusesAnotherEncodingWithTheLine() throws IOException {
        Files.write(file, "a: 1\nb: 督办".getBytes(Charset.forName("GBK")));

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> InputFile.of(file.toString()).text())
                .withMessage(file + ", line 2: the text is not UTF-8; save the file with the encoding UTF-8");
    }

    @Test
    void namesAFileThatIsMissing() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> InputFile.of("nowhere/units.csv").text())
                .withMessage("nowhere/units.csv: there is no such file; correct the location");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> InputFile.of("classpath:nowhere.yaml").text())
                .withMessage("classpath:nowhere.yaml: there is no such file; correct the location");
    }

    @Test
    void refusesADirectoryAsFile() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> InputFile.of(directory.toString()).text())
                .withMessage(directory + ": this is a directory; name a file");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        Files.writeString(file, "x".repeat(33 * 1024 * 1024), StandardCharsets.US_ASCII);

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> InputFile.of(file.toString()).text())
                .withMessage(file + ": the file is larger than 32 MiB; name the right file, or split it");
    }

    @Test
    void listsTheYamlFilesOfADirectoryByName() throws IOException {
        Files.writeString(directory.resolve("b.yml"), "");
        Files.writeString(directory.resolve("a.yaml"), "");
        Files.writeString(directory.resolve(".hidden.yaml"), "");
        Files.writeString(directory.resolve("a.yaml.bak"), "");

        assertThat(InputFile.yamlFilesIn("file:" + directory))
                .extracting(InputFile::name)
                .containsExactly(
                        directory.resolve("a.yaml").toString(),
                        directory.resolve("b.yml").toString(),
                        file.toString());
    }

    @Test
    void refusesADirectoryWithoutYamlFiles() throws IOException {
        Files.delete(file);

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> InputFile.yamlFilesIn(directory.toString()))
                .withMessage(directory + ": the directory has no YAML file; put files that end in .yaml there");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> InputFile.yamlFilesIn("nowhere"))
                .withMessage("nowhere: there is no such readable directory; name one, or take the setting away");
    }
}
