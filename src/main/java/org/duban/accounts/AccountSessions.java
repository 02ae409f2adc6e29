package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.access.AccountDoor;
import org.duban.access.AccountDoor.Entrant;
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
final class AccountSessions implements SecurityContextRepository {

    private static final String NAME = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    private static final String STAMP = "duban.stamp";
    private static final String SINCE = "duban.since";
    private static final String FROM = "duban.from";
    private static final String BROWSER = "duban.browser";
    private static final int LONGEST_BROWSER = 300;

    /** Who has brought a name and password, or a token, with this request: also where it goes on in another thread. */
    private final SecurityContextRepository brought = new RequestAttributeSecurityContextRepository();

    private final AccountDoor door;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final SessionProperties settings;
    private final InstantSource clock;

    AccountSessions(
            AccountDoor door,
            FindByIndexNameSessionRepository<? extends Session> sessions,
            SessionProperties settings,
            InstantSource clock) {
        this.door = door;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Lets somebody in under a new session, which nobody can have known before, and ends the one that the browser had. */
    void open(HttpServletRequest request, Entrant who) {
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var session = request.getSession(true);
        session.setAttribute(NAME, who.user().getName());
        session.setAttribute(STAMP, who.stamp());
        session.setAttribute(SINCE, clock.instant().toEpochMilli());
        session.setAttribute(FROM, request.getRemoteAddr());
        session.setAttribute(BROWSER, browser(request));
        SecurityContextHolder.setContext(new SecurityContextImpl(who.user()));
    }

    private static String browser(HttpServletRequest request) {
        var named = Objects.toString(request.getHeader(HttpHeaders.USER_AGENT), "");
        return named.substring(0, Math.min(LONGEST_BROWSER, named.length()));
    }

    /** Lets the present session go on although the account has another password. */
    void goOn(HttpServletRequest request, Entrant who) {
        var session = request.getSession(false);
        if (session != null && who.user().getName().equals(session.getAttribute(NAME))) {
            session.setAttribute(STAMP, who.stamp());
        }
    }

    /** Ends the present session; does nothing where there is none. */
    void close(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    /** Those of an account that count, the one used last first. */
    List<AccountSession> of(String account, HttpServletRequest request) {
        var present = presentKey(request);
        var stamp = door.entrant(account).map(Entrant::stamp).orElse("");
        return sessions.findByPrincipalName(account).values().stream()
                .filter(session -> !session.isExpired() && stamp.equals(session.getAttribute(STAMP)))
                .filter(session -> !isOver(session.getAttribute(SINCE)))
                .map(session -> shown(session, present))
                .sorted(Comparator.comparing(AccountSession::lastUsed).reversed())
                .toList();
    }

    /** @return how many there were */
    int end(String account, Predicate<AccountSession> which, HttpServletRequest request) {
        var present = presentKey(request);
        var ended = sessions.findByPrincipalName(account).values().stream()
                .filter(session -> which.test(shown(session, present)))
                .map(Session::getId)
                .toList();
        ended.forEach(sessions::deleteById);
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
        var known = door.entrant(name)
                .filter(who -> who.stamp().equals(session.getAttribute(STAMP)))
                .filter(who -> !isOver(session.getAttribute(SINCE)));
        if (known.isEmpty()) {
            session.invalidate();
        }
        return known.map(who -> (SecurityContext) new SecurityContextImpl(who.user()))
                .orElseGet(SecurityContextHolder::createEmptyContext);
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
