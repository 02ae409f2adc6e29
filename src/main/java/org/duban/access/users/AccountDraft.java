package org.duban.access.users;

import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.duban.access.Membership;
import org.duban.access.UserRole;
import org.duban.directory.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * An account as somebody asks for it, not checked yet. What is null is not there.
 *
 * @param memberships as they are written: {@code OFFICE@gyangze-office}
 */
public record AccountDraft(
        String name,
        @Nullable String displayName,
        @Nullable String mail,
        @Nullable String language,
        List<String> memberships) {

    private static final Pattern NAME =
            Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}][\\p{Ll}\\p{Lo}\\p{M}\\p{N}._@+-]{0,99}");
    /** What stands at its place in the addresses of accounts. */
    private static final Set<String> RESERVED = Set.of("import");

    private static final int LONGEST = 200;
    private static final int MOST = 100;

    public AccountDraft {
        memberships = List.copyOf(memberships);
    }

    /**
     * The same for an account that there is not yet.
     *
     * @throws AccountRefused if nobody may have this name
     */
    AccountDraft ofSomebodyNew() {
        var normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        if (!NAME.matcher(normal).matches() || RESERVED.contains(normal)) {
            throw new AccountRefused(AccountReason.NAME, "name", name);
        }
        return new AccountDraft(normal, displayName, mail, language, memberships);
    }

    /**
     * The account that it asks for.
     *
     * @param languages those that Duban speaks
     * @throws AccountRefused naming the field that is wrong
     */
    Account checked(Set<String> languages, Instant createdAt) {
        return new Account(name, shown(), checkedMail(), checkedLanguage(languages), checkedRoles(), createdAt);
    }

    private String shown() {
        if (displayName == null || displayName.isBlank()) {
            throw new AccountRefused(AccountReason.SHOWN_MISSING, "displayName", displayName);
        }
        var stripped = displayName.strip();
        if (stripped.length() > LONGEST || !oneLine(stripped)) {
            throw new AccountRefused(AccountReason.SHOWN, "displayName", displayName, String.valueOf(LONGEST));
        }
        return stripped;
    }

    /** Whether it is text on one line that a database can keep. */
    static boolean oneLine(String text) {
        return text.codePoints().noneMatch(AccountDraft::barred);
    }

    private static boolean barred(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    private @Nullable String checkedMail() {
        if (mail == null || mail.isBlank()) {
            return null;
        }
        try {
            return EmailAddress.of(mail.strip()).text();
        } catch (EmailAddress.Wrong e) {
            throw new AccountRefused(AccountReason.MAIL, "mail", mail, e.why().at("mail"));
        }
    }

    private @Nullable String checkedLanguage(Set<String> languages) {
        if (language == null || language.isBlank()) {
            return null;
        }
        try {
            var locale = new Locale.Builder().setLanguageTag(language.strip()).build();
            if (languages.contains(locale.getLanguage())) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // It is told below, like a language that is not spoken.
        }
        throw new AccountRefused(AccountReason.LANGUAGE, "language", language, String.join(", ", languages));
    }

    /** In the order in which they are written. */
    List<Membership> checkedRoles() {
        if (memberships.size() > MOST) {
            throw new AccountRefused(
                    AccountReason.ROLES_MANY,
                    "memberships",
                    null,
                    String.valueOf(memberships.size()),
                    String.valueOf(MOST));
        }
        var checked = new ArrayList<Membership>();
        for (int i = 0; i < memberships.size(); i++) {
            checked.add(checkedRole("memberships[" + i + "]", memberships.get(i)));
        }
        return checked;
    }

    private static Membership checkedRole(String field, String text) {
        var membership = Membership.named(text).orElseThrow(() -> new AccountRefused(AccountReason.ROLE, field, text));
        if (membership.role() == UserRole.UNIT && membership.ofTheWholeTree()) {
            throw new AccountRefused(AccountReason.ROLE_UNIT, field, text);
        }
        return membership;
    }
}
