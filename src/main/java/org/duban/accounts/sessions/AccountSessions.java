package org.duban.accounts.sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.access.users.AccountDoor;
import org.duban.access.users.AccountDoor.Entrant;
import org.duban.access.users.SecondFactor;
import org.duban.accounts.provider.ProviderLogins;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Who is logged in on the pages. A session says only which account it is of, and with which password: what the account may is asked
 * for at each request, and a session of another password, or of no account any more, opens nothing.
 */
@Component
@ConditionalOnRole(Role.DESK)
public final class AccountSessions implements SecurityContextRepository {

    private static final String NAME = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    private static final String STAMP = "duban.stamp";
    private static final String SINCE = "duban.since";
    private static final String FROM = "duban.from";
    private static final String BROWSER = "duban.browser";
    /** Which login of a provider it is of; accounts have none. */
    private static final String LOGIN = "duban.provider-login";

    /** What was shown to come in, one after the other. */
    private static final String FACTORS = "duban.factors";

    /** The code that was mailed for it. */
    private static final String CODE = "duban.code";

    private static final int LONGEST_BROWSER = 300;

    /** Who has brought a name and password, or a token, with this request: also where it goes on in another thread. */
    private final SecurityContextRepository brought = new RequestAttributeSecurityContextRepository();

    private final AccountDoor door;
    private final SecondFactor secondFactor;
    private final ProviderLogins logins;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final SessionProperties settings;
    private final InstantSource clock;

    AccountSessions(
            AccountDoor door,
            SecondFactor secondFactor,
            ProviderLogins logins,
            FindByIndexNameSessionRepository<? extends Session> sessions,
            SessionProperties settings,
            InstantSource clock) {
        this.door = door;
        this.secondFactor = secondFactor;
        this.logins = logins;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lets somebody in under a new session, which nobody can have known before, and ends the one that the browser had. Where more has
     * to be shown, the session opens nothing yet.
     *
     * @param factors what was shown, as {@link SecondFactor} calls it
     * @return whether he is in
     */
    public boolean open(HttpServletRequest request, Entrant who, String... factors) {
        var session = begin(request, who.user().getName());
        session.setAttribute(STAMP, who.stamp());
        session.setAttribute(FACTORS, String.join(",", factors));
        var in = isIn(session, who);
        if (in) {
            SecurityContextHolder.setContext(new SecurityContextImpl(who.user()));
        }
        return in;
    }

    /** The same for somebody whom a provider has let in: whether he showed enough was for it to judge. */
    public void openOfProvider(HttpServletRequest request, Entrant who) {
        var login = UUID.fromString(who.stamp());
        var session = begin(request, logins.key(login).orElseThrow());
        session.setAttribute(LOGIN, login.toString());
        SecurityContextHolder.setContext(new SecurityContextImpl(who.user()));
    }

    private HttpSession begin(HttpServletRequest request, String owner) {
        close(request);
        var session = request.getSession(true);
        session.setAttribute(NAME, owner);
        session.setAttribute(SINCE, clock.instant().toEpochMilli());
        session.setAttribute(FROM, request.getRemoteAddr());
        session.setAttribute(BROWSER, browser(request));
        return session;
    }

    private boolean isIn(HttpSession session, Entrant who) {
        return !secondFactor.isAskedOf(who.user()) || SecondFactor.areEnough(factors(session));
    }

    private static List<String> factors(HttpSession session) {
        // One that was begun before there were factors was begun with a password, or with a link.
        return session.getAttribute(FACTORS) instanceof String shown
                ? Stream.of(shown.split(","))
                        .filter(factor -> !factor.isEmpty())
                        .toList()
                : List.of(SecondFactor.PASSWORD);
    }

    /** Has the session refer to a code that was mailed. */
    public void rememberCode(HttpServletRequest request, UUID code) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(CODE, code.toString());
        }
    }

    /** The code that was mailed for this session. */
    public Optional<UUID> code(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(CODE) instanceof String id
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }

    /** Whoever has shown one factor with this session, and has to show another one; empty where nothing is missing. */
    public Optional<HalfIn> halfIn(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                        && session.getAttribute(NAME) instanceof String name
                        && login(session).isEmpty()
                ? account(session, name)
                        .filter(who -> !isIn(session, who))
                        .map(who -> new HalfIn(who, factors(session)))
                : Optional.empty();
    }

    /**
     * Somebody at the second door.
     *
     * @param shown the factors that he has shown
     */
    public record HalfIn(Entrant who, List<String> shown) {}

    private static String browser(HttpServletRequest request) {
        var named = Objects.toString(request.getHeader(HttpHeaders.USER_AGENT), "");
        return named.substring(0, Math.min(LONGEST_BROWSER, named.length()));
    }

    /** Lets the present session go on although the account has another password. */
    public void goOn(HttpServletRequest request, Entrant who) {
        var session = request.getSession(false);
        if (session != null && who.user().getName().equals(session.getAttribute(NAME))) {
            session.setAttribute(STAMP, who.stamp());
        }
    }

    /** Ends the present session; does nothing where there is none. */
    public void close(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            login(session).ifPresent(logins::end);
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    private static Optional<UUID> login(HttpSession session) {
        return session.getAttribute(LOGIN) instanceof String id ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }

    private static Optional<UUID> login(Session session) {
        return session.getAttributeNames().contains(LOGIN)
                ? Optional.of(UUID.fromString(session.getRequiredAttribute(LOGIN)))
                : Optional.empty();
    }

    /** Whose sessions those of the present user are: an account's by its name, a provider's people by a key of theirs. */
    public String owner(String name, HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && login(session).isPresent()
                ? Objects.toString(session.getAttribute(NAME), name)
                : name;
    }

    /**
     * Those that count, the one used last first.
     *
     * @param owner as {@link #owner} tells it
     */
    public List<AccountSession> of(String owner, HttpServletRequest request) {
        var present = presentKey(request);
        var stamp = door.entrant(owner).map(Entrant::stamp).orElse("");
        return sessions.findByPrincipalName(owner).values().stream()
                .filter(session -> !session.isExpired() && counts(session, stamp))
                .filter(session -> !isOver(session.getAttribute(SINCE)))
                .map(session -> shown(session, present))
                .sorted(Comparator.comparing(AccountSession::lastUsed).reversed())
                .toList();
    }

    private boolean counts(Session session, String stamp) {
        return login(session)
                .map(login -> logins.entrant(login).isPresent())
                .orElseGet(() -> stamp.equals(session.getAttribute(STAMP)));
    }

    /** @return how many there were */
    public int end(String owner, Predicate<AccountSession> which, HttpServletRequest request) {
        var present = presentKey(request);
        var ended = sessions.findByPrincipalName(owner).values().stream()
                .filter(session -> which.test(shown(session, present)))
                .toList();
        ended.forEach(session -> {
            login(session).ifPresent(logins::end);
            sessions.deleteById(session.getId());
        });
        return ended.size();
    }

    private static AccountSession shown(Session session, @Nullable String present) {
        var since = session.getAttribute(SINCE);
        return new AccountSession(
                key(session.getId()),
                since instanceof Long millis ? Instant.ofEpochMilli(millis) : session.getCreationTime(),
                session.getLastAccessedTime(),
                Objects.toString(session.getAttribute(FROM), ""),
                Objects.toString(session.getAttribute(BROWSER), ""),
                key(session.getId()).equals(present));
    }

    private static @Nullable String presentKey(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? null : key(session.getId());
    }

    private static String key(String id) {
        return DigestUtils.sha256Hex(id).substring(0, 32);
    }

    @Override
    public SecurityContext loadContext(HttpRequestResponseHolder exchange) {
        if (brought.containsContext(exchange.getRequest())) {
            return brought.loadDeferredContext(exchange.getRequest()).get();
        }
        try {
            var session = exchange.getRequest().getSession(false);
            return session != null && session.getAttribute(NAME) instanceof String name
                    ? context(session, name)
                    : SecurityContextHolder.createEmptyContext();
        } catch (DataAccessException | TransactionException e) {
            throw new AuthenticationServiceException("the sessions cannot be read now", e);
        }
    }

    private SecurityContext context(HttpSession session, String name) {
        var known = login(session)
                .map(login -> logins.entrant(login).filter(who -> !isOver(session.getAttribute(SINCE))))
                .orElseGet(() -> account(session, name));
        if (known.isEmpty()) {
            session.invalidate();
            return SecurityContextHolder.createEmptyContext();
        }
        return login(session).isPresent() || isIn(session, known.get())
                ? new SecurityContextImpl(known.get().user())
                : SecurityContextHolder.createEmptyContext();
    }

    private Optional<Entrant> account(HttpSession session, String name) {
        return door.entrant(name)
                .filter(who -> who.stamp().equals(session.getAttribute(STAMP)))
                .filter(who -> !isOver(session.getAttribute(SINCE)));
    }

    private boolean isOver(@Nullable Object begun) {
        return !(begun instanceof Long since)
                || !Instant.ofEpochMilli(since).plus(settings.longest()).isAfter(clock.instant());
    }

    /** Only a login opens a session, and whoever brings a password with each request needs none. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest asked, HttpServletResponse response) {
        brought.saveContext(context, asked, response);
    }

    @Override
    public boolean containsContext(HttpServletRequest asked) {
        var session = asked.getSession(false);
        return brought.containsContext(asked) || session != null && session.getAttribute(NAME) != null;
    }
}
