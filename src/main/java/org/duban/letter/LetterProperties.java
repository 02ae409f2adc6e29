package org.duban.letter;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.NotBlank;
import java.util.regex.Pattern;
import org.duban.process.BadSetting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who writes, and in which words.
 *
 * @param from the sender, {@code address} or {@code Name <address>}; replies go there, and Message-IDs end in its domain
 * @param wording what {@code duban.words} was called when only letters had words of an installation; still read, after it
 */
@ConfigurationProperties("duban.mail")
@Validated
public record LetterProperties(
        @NotBlank @DefaultValue("duban@localhost") String from,
        @Nullable String wording) {

    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    public LetterProperties {
        sender(from);
    }

    /** Whether a domain can have this name, or a host. */
    public static boolean isDomain(String name) {
        return DOMAIN.matcher(name).matches();
    }

    /** The sender with its address and, if it has one, its name. */
    public InternetAddress sender() {
        return sender(from);
    }

    private static InternetAddress sender(String from) {
        try {
            var address = new InternetAddress(from, true);
            var bare = address.getAddress();
            var at = bare.lastIndexOf('@');
            if (at > 0
                    && bare.chars().allMatch(c -> c > ' ' && c < 127)
                    && isDomain(bare.substring(at + 1))
                    && from.chars().noneMatch(Character::isISOControl)) {
                return address;
            }
        } catch (AddressException e) {
            // Told below.
        }
        throw new BadSetting(
                "duban.mail.from",
                from,
                "write an address that your mail server may send from, like duban@example.org or"
                        + " Duban <duban@example.org>");
    }
}
