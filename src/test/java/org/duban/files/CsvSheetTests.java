package org.duban.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSheetTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        code,name\\na,局\\n                  | code/name a/局
        code,name,,,\\na,局,,,\\n,,,,\\n     | code/name a/局
        code,name\\na,局,,\\n                | code/name a/局
        code;name\\na;"局;一"\\n              | code/name a/局;一
        code\\tname\\na\\t局,一\\n            | code/name a/局,一
        　code　,name\\n　,　\\na,　局　\\n      | code/name a/局
        """)
    void readsWhatSpreadsheetsWrite(String text, String rows) {
        var sheet = read(text);

        assertThat(shown(sheet)).isEqualTo(rows.strip());
    }

    private static String shown(CsvSheet sheet) {
        return String.join("/", sheet.header().fields()) + " "
                + sheet.rows().stream()
                        .map(row -> String.join("/", row.fields()))
                        .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        code，name，email\\na，局，\\n | list.csv, line 1: the columns are separated by "，"; separate them by commas, like code,parent
        code、name\\na、局\\n          | list.csv, line 1: the columns are separated by "、"; separate them by commas, like code,parent
        　\\n,,\\n                    | list.csv: the file is empty; begin it with a line like code,name
        """)
    void saysHowToSaveWhatItCannotRead(String text, String message) {
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> read(text)).withMessage(message);
    }

    @Test
    void saysWhichRowsDoNotFitTheHeader() {
        var sheet = read("code;name;note\\na;b;c;d\\na\\na;b\\n");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> sheet.checkWidth(sheet.rows().get(0), 2))
                .withMessage("list.csv, line 2: the row has 4 fields, the header 3; put a field with a semicolon into"
                        + " quotes, and a semicolon where a field is empty");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> sheet.checkWidth(sheet.rows().get(1), 2))
                .withMessageContaining("the row has 1 fields, the header 3");
        sheet.checkWidth(sheet.rows().get(2), 2);
    }

    @Test
    void saysThatAChineseSpreadsheetIsNotUtf8() {
        var bytes = "code,name\na,局\n".getBytes(Charset.forName("GBK"));

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> CsvSheet.read(InputFile.ofBytes("list.csv", bytes), "code,name"))
                .withMessage("list.csv, line 2: the text is not UTF-8; save the file with the encoding UTF-8");
    }

    @Test
    void refusesWhatSomebodyElseHasReadWrongly() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read("code,name\\na,\uFFFD\uFFFD\\n"))
                .withMessageStartingWith("list.csv, line 2: a character was lost here (U+FFFD)");
    }

    private static CsvSheet read(String text) {
        var written = text.replace("\\n", "\n").replace("\\t", "\t");
        return CsvSheet.read(InputFile.ofText("list.csv", written), "code,name");
    }
}
