package org.duban.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mails are sent; where to is {@code spring.mail.*}.
 *
 * @param from the sender, {@code address} or {@code Name <address>}; replies go there, and Message-IDs end in its domain
 * @param connections how many connections to the mail server are kept open at most; one mail is in flight on each
 * @param connectTimeout the longest wait for a connection that is ready to take mail
 * @param stepTimeout the longest wait for the answer to one command, and for handing over a mail's text
 * @param answerTimeout the longest wait for the answer to a whole mail; too short a wait makes duplicates (RFC 5321 4.5.3.2.6)
 * @param rate how many mails this process sends at most, spread evenly ({@code 20/s}, {@code 600/m}, {@code 5000/h}); no limit if left
 *     out. Each process has its own: two with {@code 300/m} send 600 a minute
 * @param dkim how mails are signed; not at all if left out, because most relays sign
 * @param wording words of an installation: a directory of {@code mail_<language>.properties}, or one such file; none if
 *     left out
 */
@ConfigurationProperties("duban.mail")
@Validated
record MailSettings(
        @NotBlank @DefaultValue("duban@localhost") String from,
        @Min(1) @Max(200) @DefaultValue("16") int connections,
        @DefaultValue("30s") Duration connectTimeout,
        @DefaultValue("2m") Duration stepTimeout,
        @DefaultValue("10m") Duration answerTimeout,
        @Nullable String rate,
        @Nullable @Valid Dkim dkim,
        @Nullable String wording) {

    MailSettings {
        sender(from);
        if (rate != null) {
            Rate.of(rate);
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
            @NotNull Path keyFile) {}

    /** No faster than this; empty if there is no limit. */
    Optional<Rate> limit() {
        return Optional.ofNullable(rate).map(Rate::of);
    }

    /** The sender with its address and, if it has one, its name. */
    InternetAddress sender() {
        return sender(from);
    }

    private static InternetAddress sender(String from) {
        try {
            var address = new InternetAddress(from, true);
            var bare = address.getAddress();
            if (bare.indexOf('@') < 1 || !bare.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IllegalArgumentException("duban.mail.from has no plain ASCII address: " + from);
            }
            return address;
        } catch (AddressException e) {
            throw new IllegalArgumentException("duban.mail.from is no mail address: " + from, e);
        }
    }
}
