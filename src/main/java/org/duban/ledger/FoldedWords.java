package org.duban.ledger;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Words of a task, or words that are looked for, without regard to case and width: the same letters are the same characters here.
 *
 * @param text in lower case, and in the compatibility form NFKC of Unicode
 */
record FoldedWords(String text) {

    /** No character has a larger code point. */
    private static final int BITS = 21;

    static FoldedWords of(String words) {
        return new FoldedWords(Normalizer.normalize(words, Form.NFKC).toLowerCase(Locale.ROOT));
    }

    /** Each character and each pair of neighbouring characters once, as a number. */
    long[] runs() {
        var characters = characters();
        return distinct(LongStream.concat(IntStream.of(characters).asLongStream(), pairs(characters))
                .toArray());
    }

    /** Those of {@link #runs()} that tell the most: the pairs, or the only character. */
    long[] asked() {
        var characters = characters();
        return characters.length < 2
                ? IntStream.of(characters).asLongStream().toArray()
                : distinct(pairs(characters).toArray());
    }

    /** Sorts them; a stream would make an object of each. */
    private static long[] distinct(long[] numbers) {
        Arrays.sort(numbers);
        int kept = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (i == 0 || numbers[i] != numbers[i - 1]) {
                numbers[kept++] = numbers[i];
            }
        }
        return Arrays.copyOf(numbers, kept);
    }

    private int[] characters() {
        return text.codePoints().toArray();
    }

    private static LongStream pairs(int[] characters) {
        return IntStream.range(1, characters.length).mapToLong(i -> (long) characters[i - 1] << BITS | characters[i]);
    }
}
