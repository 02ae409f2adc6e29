package org.duban.answers.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.duban.answers.links.SignedAddresses.Purpose;
import org.duban.answers.links.SignedAddresses.Sealed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedAddressesTests {

    private static final UUID NOTICE = UUID.fromString("f193a1b2-0000-7000-8000-000000000001");

    private final SignedAddresses addresses = with("key");

    @ParameterizedTest
    @EnumSource
    void readsWhatItMadeAlsoInCapitals(Purpose purpose) {
        var made = addresses.localPart(purpose, NOTICE);

        assertThat(addresses.read(made)).contains(new Sealed(purpose, NOTICE));
        assertThat(addresses.read(made.toUpperCase(Locale.ROOT))).contains(new Sealed(purpose, NOTICE));
    }

    /** These have been mailed: whatever changes in the code, they keep their meaning. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            BOUNCE, bounce+f193a1b2000070008000000000000001.4igzoj6tt72dsrqm
            REPLY,  reply+f193a1b2000070008000000000000001.uibxlprqkbxyitf3
            """)
    void keepsTheAddressesThatHaveBeenMailed(Purpose purpose, String mailed) {
        assertThat(addresses.localPart(purpose, NOTICE)).isEqualTo(mailed);
        assertThat(addresses.read(mailed)).contains(new Sealed(purpose, NOTICE));
    }

    @Test
    void fitsIntoAnAddressAndIsAlwaysTheSame() {
        var made = addresses.localPart(Purpose.BOUNCE, NOTICE);

        assertThat(made)
                .matches("bounce\\+f193a1b2000070008000000000000001\\.[a-z2-7]{16}")
                .hasSizeLessThanOrEqualTo(64)
                .isEqualTo(with("key").localPart(Purpose.BOUNCE, NOTICE))
                .isNotEqualTo(with("other").localPart(Purpose.BOUNCE, NOTICE));
    }

    @Test
    void sealsEachCharacter() {
        var made = addresses.localPart(Purpose.REPLY, NOTICE);
        var accepted = new HashSet<Integer>();
        for (var i = 6; i < made.length(); i++) {
            var changed = made.substring(0, i) + (made.charAt(i) == '2' ? '3' : '2') + made.substring(i + 1);
            addresses.read(changed).ifPresent(read -> accepted.add(1));
        }

        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reply",
                "reply+",
                "reply+x.y",
                "reply+f193a1b2000070008000000000000001.",
                "reply+f193a1b2000070008000000000000001.aaaaaaaaaaaaaaaa",
                "probe+f193a1b2000070008000000000000001.aaaaaaaaaaaaaaaa"
            })
    void takesNothingElse(String local) {
        assertThat(addresses.read(local)).isEmpty();
    }

    @Test
    void doesNotLetOnePurposeStandForAnother() {
        var made = addresses.localPart(Purpose.REPLY, NOTICE);

        assertThat(addresses.read(made.replace("reply+", "bounce+"))).isEmpty();
        assertThat(SignedAddresses.claimed(made)).isTrue();
        assertThat(SignedAddresses.claimed("office")).isFalse();
    }

    private static SignedAddresses with(String key) {
        return SignedAddresses.with(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }
}
