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
    private static final String MEMBERSHIP_CURE =
            "write a role and the code of a unit, like OFFICE@gyangze-office, UNIT@… or READER@…; or ADMIN, OFFICE or READER"
                    + " alone for the whole tree";

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
            throw new AccountRefused(
                    "name",
                    "name",
                    name,
                    "is no name to log in with",
                    "write at most 100 small letters of any script, digits and . _ - + @, like dawa.office");
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
            throw new AccountRefused(
                    "shown.missing", "displayName", displayName, "is missing", "write what the person is called");
        }
        var stripped = displayName.strip();
        if (stripped.length() > LONGEST || !oneLine(stripped)) {
            throw new AccountRefused(
                    "shown",
                    "displayName",
                    displayName,
                    "is too long or goes over several lines",
                    "write at most " + LONGEST + " characters on one line");
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
            throw new AccountRefused("mail", "mail", mail, e.problem(), e.cure());
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
        throw new AccountRefused(
                "language", "language", language, "is not spoken here", "write one of " + String.join(", ", languages));
    }

    /** In the order in which they are written. */
    List<Membership> checkedRoles() {
        if (memberships.size() > MOST) {
            throw new AccountRefused(
                    "roles.many",
                    "memberships",
                    null,
                    "has " + memberships.size() + " entries",
                    "write at most " + MOST + "; a role at an office holds for those below it, too");
        }
        var checked = new ArrayList<Membership>();
        for (int i = 0; i < memberships.size(); i++) {
            checked.add(checkedRole("memberships[" + i + "]", memberships.get(i)));
        }
        return checked;
    }

    private static Membership checkedRole(String field, String text) {
        var membership = Membership.named(text)
                .orElseThrow(() -> new AccountRefused("role", field, text, "is no membership", MEMBERSHIP_CURE));
        if (membership.role() == UserRole.UNIT && membership.ofTheWholeTree()) {
            throw new AccountRefused(
                    "role.unit", field, text, "does not say of which unit", "write UNIT@ and the unit's code");
        }
        return membership;
    }
}
