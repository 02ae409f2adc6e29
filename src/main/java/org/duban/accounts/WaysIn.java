package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duban.access.users.AccountDoor.Entrant;
import org.duban.access.users.SecondFactor;
import org.duban.accounts.passkeys.Passkeys;
import org.duban.accounts.provider.Providers;
import org.duban.accounts.sessions.AccountSessions;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.desk.OwnPath;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Lets an account in that has shown something, or on to the second door where that is not enough. */
@Component
@ConditionalOnRole(Role.DESK)
final class WaysIn {

    private final AccountSessions sessions;
    private final Providers providers;
    private final Passkeys passkeys;
    private final AuditTrail audit;

    WaysIn(AccountSessions sessions, Providers providers, Passkeys passkeys, AuditTrail audit) {
        this.sessions = sessions;
        this.providers = providers;
        this.passkeys = passkeys;
        this.audit = audit;
    }

    /** By whose pages one may come in. */
    List<Providers.Offered> providers() {
        return providers.all();
    }

    Optional<Providers.Offered> provider(String id) {
        return providers.offered(id);
    }

    boolean passkeysUsable() {
        return passkeys.usable();
    }

    /**
     * @param to the page that was wanted
     * @param how in a word, for the audit trail
     * @param shown the factors, as {@link SecondFactor} calls them
     */
    ResponseEntity<String> go(
            HttpServletRequest request, Entrant who, @Nullable String to, String how, String... shown) {
        var name = who.user().getName();
        var counting = new ArrayList<>(List.of(shown));
        // Whoever has a passkey need not fear for his mailbox.
        counting.removeIf(factor -> factor.equals(SecondFactor.MAIL) && passkeys.any(name));
        if (!sessions.open(request, who, counting.toArray(String[]::new))) {
            return AccountPages.seeOther(SecondFactorController.path(to));
        }
        audit.write(name, AuditedAct.LOGGED_IN, name, LoginController.how(how, request));
        return AccountPages.seeOther(OwnPath.of(to));
    }
}
