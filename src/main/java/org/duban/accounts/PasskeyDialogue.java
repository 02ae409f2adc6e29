package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.accounts.LoginsUnderWay.Kind;
import org.duban.accounts.passkeys.PasskeyRefused;
import org.duban.accounts.passkeys.Passkeys;
import org.duban.accounts.passkeys.Passkeys.Asked;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Asks browsers for passkeys, and judges what they bring; the same browser has to bring it. */
@Component
@ConditionalOnRole(Role.DESK)
final class PasskeyDialogue {

    private static final int LONGEST_LABEL = 100;

    private final Passkeys passkeys;
    private final LoginsUnderWay underWay;
    private final AuditTrail audit;
    private final FailedLogins failed;

    PasskeyDialogue(Passkeys passkeys, LoginsUnderWay underWay, AuditTrail audit, FailedLogins failed) {
        this.passkeys = passkeys;
        this.underWay = underWay;
        this.audit = audit;
        this.failed = failed;
    }

    ResponseEntity<String> ask(HttpServletResponse response) {
        return asked(Kind.PASSKEY, passkeys.ask(), "", response);
    }

    /** Not found where the account has too many. */
    ResponseEntity<String> askForNew(String account, HttpServletResponse response) {
        try {
            return asked(Kind.NEW_PASSKEY, passkeys.askForNew(account), account, response);
        } catch (PasskeyRefused e) {
            return ResponseEntity.notFound().build();
        }
    }

    private ResponseEntity<String> asked(Kind kind, Asked asked, String account, HttpServletResponse response) {
        underWay.begin(kind, Map.of("challenge", asked.challenge(), "account", account), response);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(asked.options());
    }

    /** Whose passkey it is that the browser has shown; empty where it is nobody's, or was not asked for. */
    Optional<String> holder(String credential, HttpServletRequest request, HttpServletResponse response) {
        var asked = underWay.take(Kind.PASSKEY, request, response).orElse(Map.of());
        var challenge = asked.get("challenge");
        if (challenge == null) {
            // Nobody has asked: what answers an empty challenge would answer it for ever.
            return Optional.empty();
        }
        try {
            return Optional.of(passkeys.holder(challenge, credential));
        } catch (PasskeyRefused e) {
            failed.tell("passkey", request);
            return Optional.empty();
        }
    }

    /** Keeps a new one, if the browser was asked for it, for this account. */
    boolean added(
            String account, String credential, String label, HttpServletRequest request, HttpServletResponse response) {
        var asked = underWay.take(Kind.NEW_PASSKEY, request, response).orElse(Map.of());
        if (!account.equals(asked.get("account"))) {
            return false;
        }
        try {
            passkeys.add(account, asked.getOrDefault("challenge", ""), credential, named(label, request));
            audit.write(account, AuditedAct.PASSKEY_ADDED, account, LoginController.how("passkey", request));
            return true;
        } catch (PasskeyRefused e) {
            return false;
        }
    }

    private static String named(String label, HttpServletRequest request) {
        var plain = label.replaceAll("\\p{Cntrl}", " ").strip();
        var named = plain.isEmpty()
                ? BrowserName.of(Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""))
                : plain;
        return named.substring(0, Math.min(LONGEST_LABEL, named.length()));
    }

    void remove(String account, String id) {
        if (passkeys.remove(account, id)) {
            audit.write(account, AuditedAct.PASSKEY_REMOVED, account, Map.of("number", 1));
        }
    }
}
