package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.reasons.Wording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
            office@shigatse.example,       office@shigatse.example
            Zhang.San+x@GYANGZE.Example,   Zhang.San+x@gyangze.example
            o'neil_1@a-b.example,          o'neil_1@a-b.example
            office@bücher.example,         office@xn--bcher-kva.example
            office@政府.example,            office@xn--mxtq1m.example
            a@localhost,                   a@localhost
            """)
    void takesAnAddressThatMailCanReach(String text, String address) {
        assertThat(EmailAddress.of(text).text()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            office                  | "office" has no @; separate several addresses by ;
            a@b.example@c.example   | "a@b.example@c.example" has more than one @; separate several addresses by ;
            a b@c.example           | "a b@c.example" has a space in it (U+0020); take it away; separate several addresses by ;
            a@c.exam<U+3000>ple       | "a@c.exam<U+3000>ple" has a space in it (U+3000); take it away; separate several addresses by ;
            a<U+200B>@c.example       | "a<U+FFFD>@c.example" has a character that is not seen (U+200B); type the address anew with an English keyboard
            a<U+0000>@c.example       | "a<U+FFFD>@c.example" has a character that is not seen (U+0000); type the address anew with an English keyboard
            a<U+D800>@c.example       | "a<U+FFFD>@c.example" has a character that is not seen (U+D800); type the address anew with an English keyboard
            a@c.example<U+FEFF>       | "a@c.example<U+FFFD>" has a character that is not seen (U+FEFF); type the address anew with an English keyboard
            a＠c.example            | "a＠c.example" has the full-width character "＠" (U+FF20); type the address anew with an English keyboard
            ａ@c.example            | "ａ@c.example" has the full-width character "ａ" (U+FF41); type the address anew with an English keyboard
            a@c。example            | "a@c。example" has the full-width character "。" (U+3002); type the address anew with an English keyboard
            办公室@c.example         | "办公室@c.example" has letters before the @ that many mail servers refuse; use an address with only a-z and digits before the @
            """)
    void saysWhyAnAddressCannotBeUsed(String text, String message) {
        assertThatExceptionOfType(EmailAddress.Wrong.class)
                .isThrownBy(() -> EmailAddress.of(decoded(text)))
                .withMessage(decoded(message));
    }

    /** Characters that nobody would see in this file are written by their number. */
    private static String decoded(String text) {
        return Pattern.compile("<U\\+(....)>")
                .matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@c.example",
                ".a@c.example",
                "a.@c.example",
                "a..b@c.example",
                "\"a\"@c.example",
                "a,b@c.example"
            })
    void refusesABadNameBeforeTheAt(String text) {
        assertThatExceptionOfType(EmailAddress.Wrong.class)
                .isThrownBy(() -> EmailAddress.of(text))
                .satisfies(
                        e -> assertThat(e.why().problem(Wording.ENGLISH)).endsWith("has no proper name before the @"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@",
                "a@example",
                "a@.example",
                "a@c.example.",
                "a@-c.example",
                "a@c_d.example",
                "a@127.0.0.1",
                "a@[127.0.0.1]",
                "a@c..example"
            })
    void refusesABadDomain(String text) {
        assertThatExceptionOfType(EmailAddress.Wrong.class)
                .isThrownBy(() -> EmailAddress.of(text))
                .satisfies(
                        e -> assertThat(e.why().problem(Wording.ENGLISH)).endsWith("has no proper domain after the @"));
    }

    @Test
    void refusesWhatIsTooLong() {
        var label = "x".repeat(60) + ".";

        assertThat(EmailAddress.of("a".repeat(64) + "@" + label.repeat(3) + "cn")
                        .text())
                .hasSize(250);
        assertThatExceptionOfType(EmailAddress.Wrong.class)
                .isThrownBy(() -> EmailAddress.of("a".repeat(65) + "@c.example"));
        assertThatExceptionOfType(EmailAddress.Wrong.class)
                .isThrownBy(() -> EmailAddress.of("a".repeat(30) + "@" + label.repeat(4) + "cn"))
                .withMessageContaining("is longer than 254 characters");
    }
}
