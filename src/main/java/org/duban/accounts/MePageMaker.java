package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.access.Membership;
import org.duban.access.PresentUser;
import org.duban.access.UserRole;
import org.duban.access.users.Account;
import org.duban.access.users.AccountDoor;
import org.duban.access.users.ApiToken;
import org.duban.access.users.ApiTokens;
import org.duban.accounts.MePage.DigestRow;
import org.duban.accounts.MePage.PasskeyRow;
import org.duban.accounts.MePage.SessionRow;
import org.duban.accounts.MePage.TokenForm;
import org.duban.accounts.MePage.TokenRow;
import org.duban.accounts.MePage.UnitLink;
import org.duban.accounts.UserPage.Option;
import org.duban.accounts.passkeys.Passkey;
import org.duban.accounts.passkeys.Passkeys;
import org.duban.accounts.provider.Providers;
import org.duban.accounts.provider.Providers.Offered;
import org.duban.accounts.sessions.AccountSession;
import org.duban.accounts.sessions.AccountSessions;
import org.duban.directory.Digests;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what somebody is told about himself. */
@Component
@ConditionalOnRole(Role.DESK)
final class MePageMaker {

    private final PresentUser user;
    private final AccountDoor door;
    private final ApiTokens tokens;
    private final AccountSessions sessions;
    private final Providers providers;
    private final Passkeys passkeys;
    private final Directory directory;
    private final Digests digests;
    private final Languages languages;

    /** It takes so many because what somebody is told about himself lies in several places. */
    MePageMaker(
            PresentUser user,
            AccountDoor door,
            ApiTokens tokens,
            AccountSessions sessions,
            Providers providers,
            Passkeys passkeys,
            Directory directory,
            Digests digests,
            Languages languages) {
        this.user = user;
        this.door = door;
        this.tokens = tokens;
        this.sessions = sessions;
        this.providers = providers;
        this.passkeys = passkeys;
        this.directory = directory;
        this.digests = digests;
        this.languages = languages;
    }

    /**
     * @param label what was typed for a token that is not made yet
     * @param chosen the roles that were ticked for it
     */
    MePage page(
            Words words,
            String formToken,
            HttpServletRequest request,
            MePage.@Nullable Said said,
            @Nullable String secret,
            String label,
            String until,
            List<String> chosen) {
        var reach = directory.tree().within(user.scope());
        var roles = new MembershipWords(words, reach);
        var zone = reach.units().stream().findFirst().map(Unit::zone).orElse(ZoneOffset.UTC);
        var provider = user.provider()
                .map(id -> providers.offered(id).map(Offered::name).orElse(id));
        var account = provider.isPresent() ? Optional.<Account>empty() : door.account(user.name());
        return new MePage(
                words,
                formToken,
                user.name(),
                user.displayName(),
                account.map(one -> Objects.requireNonNullElse(one.mail(), "")).orElse(""),
                user.memberships().stream().map(roles::say).toList(),
                provider.orElse(null),
                account.map(one -> Objects.requireNonNullElse(one.language(), ""))
                        .orElse(""),
                languages.names().stream().map(MePageMaker::language).toList(),
                digests(roles),
                units(roles),
                passkeys.usable(),
                provider.isPresent()
                        ? List.of()
                        : passkeys.of(user.name()).stream()
                                .map(passkey -> row(passkey, words, zone))
                                .toList(),
                sessions.of(sessions.owner(user.name(), request), request).stream()
                        .map(session -> row(session, words, zone))
                        .toList(),
                tokens.all().stream().map(token -> row(token, roles, zone)).toList(),
                new TokenForm(label, until, choices(roles), chosen),
                said,
                secret);
    }

    private List<UnitLink> units(MembershipWords roles) {
        return DigestController.ownUnits(user).stream()
                .filter(code -> directory.tree().unit(code).isPresent())
                .map(code -> new UnitLink(MyUnitController.PATH + "?unit=" + code, roles.name(code)))
                .toList();
    }

    private List<DigestRow> digests(MembershipWords roles) {
        var own = DigestController.ownUnits(user);
        var times = own.isEmpty() ? Map.<String, LocalTime>of() : digests.of(own);
        return own.stream()
                .flatMap(code -> directory.tree().unit(code).stream())
                .filter(unit -> !unit.emails().isEmpty())
                .map(unit -> new DigestRow(
                        unit.code(),
                        roles.name(unit.code()),
                        unit.emails(),
                        times.containsKey(unit.code()) ? times.get(unit.code()).toString() : ""))
                .toList();
    }

    static Option language(String name) {
        var locale = Locale.forLanguageTag(name);
        return new Option(name.equals("zh") ? "zh-CN" : name, locale.getDisplayLanguage(locale));
    }

    private static SessionRow row(AccountSession session, Words words, ZoneId zone) {
        var browser = BrowserName.of(session.browser());
        return new SessionRow(
                browser.isEmpty() ? words.say("me.browser.unknown") : browser,
                session.from(),
                time(words, session.since(), zone),
                time(words, session.lastUsed(), zone),
                session.present() ? null : MyAccountController.PATH + "/sessions/" + session.key() + "/end");
    }

    private static PasskeyRow row(Passkey passkey, Words words, ZoneId zone) {
        return new PasskeyRow(
                passkey.label(),
                time(words, passkey.added(), zone),
                time(words, passkey.lastUsed(), zone),
                PasskeyController.MINE + "/" + passkey.id() + "/remove");
    }

    private static TokenRow row(ApiToken token, MembershipWords roles, ZoneId zone) {
        var words = roles.words();
        var used = token.lastUsedAt();
        return new TokenRow(
                token.label(),
                token.memberships().stream().map(roles::say).toList(),
                words.day(token.expiresAt().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1)),
                used == null ? words.say("me.token.unused") : time(words, used, zone),
                MyAccountController.PATH + "/tokens/" + token.id() + "/revoke");
    }

    private static String time(Words words, Instant when, ZoneId zone) {
        return words.time(when.atZone(zone));
    }

    /** What he is, and to read only at the same units. */
    private List<Option> choices(MembershipWords roles) {
        return user.memberships().stream()
                .flatMap(mine -> Stream.of(new Membership(UserRole.READER, mine.unit()), mine))
                .distinct()
                .map(one -> new Option(one.text(), roles.say(one)))
                .toList();
    }
}
