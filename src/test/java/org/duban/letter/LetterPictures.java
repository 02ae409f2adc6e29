package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Draws the gallery of docs/mail.md with a Chromium: {@code ./mvnw test -Dtest=LetterPictures
 * -Dduban.pictures=docs/images/mail}. The browser is {@code chromium}, or what the variable {@code CHROMIUM} names.
 */
@EnabledIfSystemProperty(named = "duban.pictures", matches = ".+")
class LetterPictures {

    private static final List<Locale> BOTH = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);
    private static final int TALLEST = 1080;
    private static final int COLOURS = 64;

    private static Path folder;

    @TempDir
    private Path workshop;

    private final Letters letters = LetterGallery.letters();

    @BeforeAll
    static void open() throws IOException {
        folder = Files.createDirectories(Path.of(System.getProperty("duban.pictures")));
    }

    @Test
    void drawsEveryKindInBothLanguages() throws Exception {
        var kinds = new ArrayList<>(LetterGallery.notices(Locale.ENGLISH).keySet());
        kinds.remove("fifty");
        for (var kind : kinds) {
            draw(
                    kind,
                    560,
                    false,
                    BOTH.stream().map(locale -> html(kind, locale)).toList());
        }
    }

    @Test
    void drawsSomeOnAPhoneAndInTheDark() throws Exception {
        var some = List.of("chaser", "escalation", "reminder", "assignment");
        var zh = some.stream().map(kind -> html(kind, BOTH.get(0))).toList();
        var en = some.stream().map(kind -> html(kind, BOTH.get(1))).toList();
        draw("phone", 360, false, List.of(zh.get(0), en.get(1), zh.get(2), en.get(3)));
        draw("phone-dark", 360, true, List.of(en.get(0), zh.get(1), en.get(2), zh.get(3)));
        draw("dark", 560, true, List.of(zh.get(1), en.get(0)));
    }

    @Test
    void drawsThatOfTheReadme() throws Exception {
        draw("answerable", 760, false, List.of(html("assignment", BOTH.get(0))));
    }

    private String html(String kind, Locale locale) {
        return String.valueOf(
                letters.letter(LetterGallery.notices(locale).get(kind)).html());
    }

    /** Sets pages side by side, each as if in a window of that width, and takes a picture. */
    private void draw(String name, int width, boolean dark, List<String> pages) throws Exception {
        var sheet = new StringBuilder("<!DOCTYPE html><meta charset=utf-8><body style=\"margin:0;display:flex\">");
        for (var page : pages) {
            sheet.append("<iframe style=\"border:0;width:")
                    .append(width)
                    .append("px;height:")
                    .append(TALLEST);
            sheet.append("px\" scrolling=no srcdoc=\"");
            sheet.append(page.replace("&", "&amp;").replace("\"", "&quot;")).append("\"></iframe>");
        }
        var source = Files.writeString(workshop.resolve(name + ".html"), sheet);
        var taken = workshop.resolve(name + ".png");
        var command = new ArrayList<>(List.of(
                System.getenv().getOrDefault("CHROMIUM", "chromium"),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + workshop.resolve("browser"),
                "--window-size=" + width * pages.size() + "," + TALLEST,
                "--screenshot=" + taken));
        if (dark) {
            command.add("--blink-settings=preferredColorScheme=0");
        }
        command.add(source.toUri().toString());
        var browser = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        write(reduced(cropped(ImageIO.read(taken.toFile()))), folder.resolve(name + ".png"));
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        Files.deleteIfExists(file);
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), smallest);
        } finally {
            writer.dispose();
        }
    }

    /** Without the rows at the bottom that show nothing. */
    private static BufferedImage cropped(BufferedImage image) {
        var height = image.getHeight();
        while (height > 1 && empty(image, height - 1)) {
            height--;
        }
        return image.getSubimage(0, 0, image.getWidth(), Math.min(image.getHeight(), height + 24));
    }

    private static boolean empty(BufferedImage image, int row) {
        return IntStream.range(0, image.getWidth())
                .allMatch(column -> image.getRGB(column, row) == image.getRGB(0, image.getHeight() - 1));
    }

    /** With the few colours that it has most of: a fifth of the bytes, and hardly anybody sees it. */
    private static BufferedImage reduced(BufferedImage image) {
        var counts = new TreeMap<Integer, Integer>();
        pixels(image).forEach(rgb -> counts.merge(coarse(rgb), 1, Integer::sum));
        var palette = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(COLOURS)
                .mapToInt(Map.Entry::getKey)
                .toArray();
        var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        var out = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        var nearest = new HashMap<Integer, Integer>();
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                var rgb = coarse(image.getRGB(x, y));
                var index = nearest.computeIfAbsent(rgb, wanted -> nearest(palette, wanted));
                out.getRaster().setSample(x, y, 0, index);
            }
        }
        return out;
    }

    private static IntStream pixels(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(at -> image.getRGB(at % image.getWidth(), at / image.getWidth()));
    }

    /** Whole areas keep their colour to within four of 256 shades. */
    private static int coarse(int rgb) {
        return rgb & 0xFCFCFC | (rgb & 0xC0C0C0) >> 6;
    }

    private static int nearest(int[] palette, int wanted) {
        return IntStream.range(0, palette.length)
                .boxed()
                .min(Comparator.comparingInt(index -> distance(palette[index], wanted)))
                .orElseThrow();
    }

    private static int distance(int one, int other) {
        var red = (one >> 16 & 255) - (other >> 16 & 255);
        var green = (one >> 8 & 255) - (other >> 8 & 255);
        var blue = (one & 255) - (other & 255);
        return red * red + green * green + blue * blue;
    }
}
