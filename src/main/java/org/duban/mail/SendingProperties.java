package org.duban.mail;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.duban.letter.LetterProperties;
import org.duban.process.BadSetting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mails are sent; from whom is said by {@link LetterProperties}, where to is {@code spring.mail.*}.
 *
 * @param connections how many connections to the mail server are kept open at most; one mail is in flight on each
 * @param connectTimeout the longest wait for a connection that is ready to take mail
 * @param stepTimeout the longest wait for the answer to one command, and for handing over a mail's text
 * @param answerTimeout the longest wait for the answer to a whole mail; too short a wait makes duplicates (RFC 5321 4.5.3.2.6)
 * @param rate how many mails this process sends at most, spread evenly ({@code 20/s}, {@code 600/m}, {@code 5000/h}); no limit if left
 *     out. Each process has its own: two with {@code 300/m} send 600 a minute
 * @param dkim how mails are signed; not at all if left out, because most relays sign
 */
@ConfigurationProperties("duban.mail")
@Validated
record SendingProperties(
        @Min(1) @Max(200) @DefaultValue("16") int connections,
        @DefaultValue("30s") Duration connectTimeout,
        @DefaultValue("2m") Duration stepTimeout,
        @DefaultValue("10m") Duration answerTimeout,
        @Nullable String rate,
        @Nullable @Valid Dkim dkim) {

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    SendingProperties {
        BadSetting.unlessBetween(SHORTEST_WAIT, LONGEST_WAIT, "duban.mail.connect-timeout", connectTimeout);
        BadSetting.unlessBetween(SHORTEST_WAIT, LONGEST_WAIT, "duban.mail.step-timeout", stepTimeout);
        BadSetting.unlessBetween(SHORTEST_WAIT, LONGEST_WAIT, "duban.mail.answer-timeout", answerTimeout);
        if (rate != null) {
            RateLimit.of(rate);
        }
    }

    /**
     * How mails are signed (DKIM, RFC 6376).
     *
     * @param domain who signs; the domain of {@code duban.mail.from} or one above it, else it does not count (DMARC)
     * @param selector which of the domain's keys: the public one stands at {@code <selector>._domainkey.<domain>} in the DNS
     * @param keyFile the private RSA key, PEM
     */
    record Dkim(
            @NotBlank String domain,
            @NotBlank String selector,
            @NotNull Path keyFile) {

        Dkim {
            checkName("duban.mail.dkim.domain", domain, "the domain of duban.mail.from, like example.org");
            checkName("duban.mail.dkim.selector", selector, "the name of the key in the DNS, like duban or mail.2026");
        }

        private static void checkName(String setting, @Nullable String name, String cure) {
            // Without one, validation says so.
            BadSetting.unless(
                    name == null || name.isBlank() || LetterProperties.isDomain(name),
                    setting,
                    String.valueOf(name),
                    "write " + cure);
        }
    }

    /** No faster than this; empty if there is no limit. */
    Optional<RateLimit> limit() {
        return Optional.ofNullable(rate).map(RateLimit::of);
    }
}
