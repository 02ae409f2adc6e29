package org.duban.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
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
        @Nullable String wording) {

    MailSettings {
        sender(from);
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
