package org.duban.inbox.replies;

/** Reads numbers up to a hundred that are written in Chinese characters. */
final class ChineseNumber {

    private static final String DIGITS = "零一二三四五六七八九";

    private ChineseNumber() {}

    /** The number in digits; what is in digits already, or is no such number, stays as it is. */
    static String inDigits(String number) {
        if (number.equals("百") || number.equals("一百")) {
            return "100";
        }
        var ten = number.indexOf('十');
        if (ten < 0) {
            return number.length() == 1 && digit(number) >= 0 ? String.valueOf(digit(number)) : number;
        }
        var tens = ten == 0 ? 1 : digit(number.substring(0, ten));
        var ones = ten == number.length() - 1 ? 0 : digit(number.substring(ten + 1));
        return tens < 0 || ones < 0 ? number : String.valueOf(tens * 10 + ones);
    }

    private static int digit(String character) {
        return character.equals("两") ? 2 : character.length() == 1 ? DIGITS.indexOf(character) : -1;
    }
}
