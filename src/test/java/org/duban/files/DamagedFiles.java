package org.duban.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Files that once were right. Draws from {@code -Dduban.seed}, and goes on for {@code -Dduban.fuzz}, a duration such as
 * {@code PT30M}.
 */
public final class DamagedFiles {

    private static final int FEWEST = 2_000;
    private static final int MOST_BYTES = 200_000;

    /** What CSV, YAML and mails are made of. */
    private static final byte[] SPECIAL = "\",;:\t\r\n\0 \u00A0-[]{}<>@=#&*!|%'".getBytes(UTF_8);

    private final Random random;
    private final List<byte[]> files;

    private DamagedFiles(List<byte[]> files, long seed) {
        this.files = files;
        this.random = new Random(seed);
    }

    /** Has each of many damaged files read, until time is over. */
    public static void of(List<byte[]> files, Consumer<byte[]> reader) {
        var seed = Long.getLong("duban.seed", System.nanoTime());
        System.out.println("Damaged files drawn from -Dduban.seed=" + seed);
        var damaged = new DamagedFiles(files, seed);
        var until = Instant.now().plus(Duration.parse(System.getProperty("duban.fuzz", "PT1S")));
        for (int round = 0; round < FEWEST || Instant.now().isBefore(until); round++) {
            reader.accept(damaged.next());
        }
    }

    /** Reads a file that is right, or tells each mistake with its cure. */
    public static void readOrTell(Consumer<InputFile> reader, String name, byte[] file) {
        try {
            reader.accept(InputFile.ofBytes(name, file));
        } catch (BadInput e) {
            assertThat(e.mistakes()).isNotEmpty().allSatisfy(mistake -> {
                assertThat(mistake.problem()).isNotBlank();
                assertThat(mistake.cure()).isNotBlank();
            });
        }
    }

    public static byte[] bytes(String location) {
        return InputFile.of(location).text().getBytes(UTF_8);
    }

    private byte[] next() {
        var file = any();
        for (int i = random.nextInt(4); i >= 0; i--) {
            file = switch (random.nextInt(8)) {
                case 0 -> without(file);
                case 1 -> repeated(file);
                case 2 -> spliced(file, any());
                default -> otherBytes(file);
            };
        }
        return Arrays.copyOf(file, Math.min(file.length, MOST_BYTES));
    }

    private byte[] any() {
        return files.get(random.nextInt(files.size()));
    }

    private byte[] otherBytes(byte[] file) {
        var other = file.clone();
        for (int i = file.length == 0 ? -1 : random.nextInt(8); i >= 0; i--) {
            other[random.nextInt(other.length)] =
                    random.nextBoolean() ? SPECIAL[random.nextInt(SPECIAL.length)] : (byte) random.nextInt(256);
        }
        return other;
    }

    private byte[] without(byte[] file) {
        var from = random.nextInt(file.length + 1);
        var to = Math.min(file.length, from + random.nextInt(200));
        return joined(Arrays.copyOf(file, from), Arrays.copyOfRange(file, to, file.length));
    }

    /** Some bytes, from one to a few lines, up to ten thousand times. */
    private byte[] repeated(byte[] file) {
        var from = random.nextInt(file.length + 1);
        var to = Math.min(file.length, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 300));
        var times = Math.min(1 << random.nextInt(14), MOST_BYTES / Math.max(1, to - from));
        var out = new ByteArrayOutputStream();
        out.write(file, 0, from);
        for (int i = 0; i < times; i++) {
            out.write(file, from, to - from);
        }
        out.write(file, from, file.length - from);
        return out.toByteArray();
    }

    private byte[] spliced(byte[] file, byte[] other) {
        return joined(
                Arrays.copyOf(file, random.nextInt(file.length + 1)),
                Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
    }

    private static byte[] joined(byte[] one, byte[] two) {
        var both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
