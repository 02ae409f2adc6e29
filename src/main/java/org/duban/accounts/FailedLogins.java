package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import org.duban.access.users.AccountDoor;
import org.duban.accounts.links.MailedLinks;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** Keeps in the trail that somebody of whom nobody knows a name did not get in, and not how often a stranger can press a button. */
@Component
@ConditionalOnRole(Role.DESK)
final class FailedLogins {

    private final AccountDoor door;
    private final AuditTrail audit;

    FailedLogins(AccountDoor door, AuditTrail audit) {
        this.door = door;
        this.audit = audit;
    }

    /** @param way by which it was tried, as the trail names it */
    void tell(String way, HttpServletRequest request) {
        var address = request.getRemoteAddr();
        try {
            // Each address counts alone: no name is held up.
            door.slowDown(way + " " + address, address);
        } catch (AuthenticationException enoughOfIt) {
            return;
        }
        audit.write(MailedLinks.NOT_LOGGED_IN, AuditedAct.LOGIN_FAILED, "", LoginController.how(way, request));
    }
}
