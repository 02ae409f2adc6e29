package org.duban.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.duban.board.TrendChart.Labels;
import org.duban.board.TrendChart.Size;
import org.duban.plan.Lamp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendChartTests {

    /** As text, since the fonts of the reader know characters that those of a server need not. */
    @ParameterizedTest
    @CsvSource({"2, WIDE, 900", "60, WIDE, 900", "366, NARROW, 420"})
    void drawsTheDaysWithTheirWordsAsText(int days, Size size, String width) throws Exception {
        var first = LocalDate.of(2026, 10, 1);
        var course = IntStream.range(0, days)
                .mapToObj(n -> new DayCount(first.plusDays(n), Map.of(Lamp.RED, 3L, Lamp.GREEN, 200L - n / 2), 0, n))
                .toList();

        var svg = TrendChart.svg(course, new Labels("在办", "逾期", "<已销号>", "M月d日", Locale.CHINA), size);

        var builder = DocumentBuilderFactory.newInstance();
        builder.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var picture = builder.newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(picture.getAttribute("width")).startsWith(width);
        assertThat(picture.getTextContent()).contains("在办", "逾期", "<已销号>", "月", "200");
        assertThat(svg).doesNotContain("<script", "<image");
    }
}
