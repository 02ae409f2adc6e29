package org.duban.numbers;

import java.util.List;
import java.util.Optional;

/**
 * How numbers are written: a text in which {@code {n}} is the number itself, and {@code {office}} and {@code {year}} may stand. With
 * those two filled in it is the series in which {@code {n}} is counted, so that no two numbers are alike, whoever shares a name.
 */
record NumberPattern(String text) {

    private static final String NUMBER = "{n}";
    private static final String OFFICE = "{office}";
    private static final String YEAR = "{year}";
    private static final int LONGEST = 60;

    /** What is wrong with it, in words that end a sentence with its cure; empty if it works. */
    Optional<String> mistake() {
        var literals = text.replace(NUMBER, "").replace(OFFICE, "").replace(YEAR, "");
        if (text.isBlank() || text.length() > LONGEST || text.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("write one line of at most " + LONGEST + " characters");
        }
        if (count(NUMBER) != 1 || count(OFFICE) > 1 || count(YEAR) > 1 || literals.matches(".*[{}].*")) {
            return Optional.of(
                    "write {n} once, {office} and {year} at most once, and no other braces, as in {office}〔{year}〕{n}号");
        }
        return touchesDigits()
                ? Optional.of(
                        "put a character that is no digit between {n} and what stands beside it, as in {year}-{n}")
                : Optional.empty();
    }

    private int count(String placeholder) {
        return (text.length() - text.replace(placeholder, "").length()) / placeholder.length();
    }

    /** Else 1 after 2 were 12. */
    private boolean touchesDigits() {
        var begin = text.indexOf(NUMBER);
        var end = begin + NUMBER.length();
        return begin > 0 && mayBeDigit(text.charAt(begin - 1)) || end < text.length() && mayBeDigit(text.charAt(end));
    }

    private static boolean mayBeDigit(char beside) {
        return Character.isDigit(beside) || List.of('{', '}').contains(beside);
    }

    /** The series of an office in a year. */
    String series(String office, int year) {
        return text.replace(YEAR, String.valueOf(year)).replace(OFFICE, office);
    }

    static String number(String series, long n) {
        return series.replace(NUMBER, String.valueOf(n));
    }
}
