package org.duban.board;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.duban.plan.Lamp;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.time.Day;
import org.jfree.data.time.TimeSeries;
import org.jfree.data.time.TimeSeriesCollection;

/** The course of a campaign as a picture that no size blurs. */
public final class TrendChart {

    /** Wide enough for a page, or for a phone. */
    public enum Size {
        WIDE(900, 260),
        NARROW(420, 240);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** As the pages show them, in the light. */
    private static final Color OPEN = new Color(0x1F5FA8);

    private static final Color OVERDUE = new Color(0xB42318);
    private static final Color STRUCK_OFF = new Color(0x2E7D32);
    private static final Color LINES = new Color(0xD5D9DE);
    private static final Color TEXT = new Color(0x3C4650);

    private TrendChart() {}

    /**
     * What its lines are called.
     *
     * @param dates a pattern of {@link java.text.SimpleDateFormat}
     */
    public record Labels(String open, String overdue, String struckOff, String dates, Locale locale) {}

    /** @param course two days or more */
    public static String svg(List<DayCount> course, Labels labels, Size size) {
        var lines = new TimeSeriesCollection();
        lines.addSeries(line(labels.open(), course, DayCount::open));
        lines.addSeries(line(labels.overdue(), course, count -> count.showing(Lamp.RED)));
        lines.addSeries(line(labels.struckOff(), course, DayCount::struckOff));
        var chart = ChartFactory.createTimeSeriesChart(null, null, null, lines, true, false, false);
        theme().apply(chart);
        style(chart, labels);
        var drawing = new VectorGraphics2D();
        chart.draw(drawing, new Rectangle2D.Double(0, 0, size.width, size.height));
        var bytes = new ByteArrayOutputStream();
        try {
            new SVGProcessor()
                    .getDocument(drawing.getCommands(), new PageSize(size.width, size.height))
                    .writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The drawing names no family where it is the reader's own.
        return bytes.toString(StandardCharsets.UTF_8).replaceFirst("<svg ", "<svg font-family=\"sans-serif\" ");
    }

    private static TimeSeries line(String name, List<DayCount> course, ToLongFunction<DayCount> value) {
        var line = new TimeSeries(name);
        for (var count : course) {
            var day = count.day();
            line.add(new Day(day.getDayOfMonth(), day.getMonthValue(), day.getYear()), value.applyAsLong(count));
        }
        return line;
    }

    private static StandardChartTheme theme() {
        var theme = new StandardChartTheme("Duban");
        var font = new Font("sans-serif", Font.PLAIN, 13);
        theme.setRegularFont(font);
        theme.setSmallFont(font);
        theme.setLargeFont(font);
        theme.setExtraLargeFont(font);
        theme.setShadowVisible(false);
        return theme;
    }

    private static void style(JFreeChart chart, Labels labels) {
        chart.setBackgroundPaint(Color.WHITE);
        chart.getLegend().setFrame(BlockBorder.NONE);
        chart.getLegend().setItemPaint(TEXT);
        chart.setPadding(new RectangleInsets(4, 4, 4, 30));
        var plot = (XYPlot) chart.getPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(LINES);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        var renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        var colors = List.of(OPEN, OVERDUE, STRUCK_OFF);
        for (int i = 0; i < colors.size(); i++) {
            renderer.setSeriesPaint(i, colors.get(i));
            renderer.setSeriesStroke(i, new BasicStroke(2.5f));
        }
        plot.setRenderer(renderer);
        var days = (DateAxis) plot.getDomainAxis();
        days.setDateFormatOverride(new SimpleDateFormat(labels.dates(), labels.locale()));
        days.setTickLabelPaint(TEXT);
        days.setAxisLinePaint(LINES);
        var numbers = (NumberAxis) plot.getRangeAxis();
        numbers.setStandardTickUnits(NumberAxis.createIntegerTickUnits(labels.locale()));
        numbers.setAutoRangeIncludesZero(true);
        numbers.setTickLabelPaint(TEXT);
        numbers.setAxisLineVisible(false);
    }
}
