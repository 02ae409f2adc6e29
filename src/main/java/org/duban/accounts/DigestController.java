package org.duban.accounts;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duban.access.Membership;
import org.duban.access.PresentUser;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.DigestTime;
import org.duban.directory.Digests;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets somebody choose for the units as which he acts whether what is not urgent comes in one mail a day. */
@RestController("digestPageController")
@ConditionalOnRole(Role.DESK)
final class DigestController {

    static final String PATH = MyAccountController.PATH + "/digest";

    private final PresentUser user;
    private final Digests digests;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    DigestController(PresentUser user, Digests digests, AuditTrail audit, TransactionOperations transactions) {
        this.user = user;
        this.digests = digests;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The units at which somebody may act; an administrator, who may as any, has others of his own only by name. */
    static Set<String> ownUnits(PresentUser user) {
        var acting = user.ownUnits();
        return user.memberships().stream()
                .map(Membership::unit)
                .filter(unit -> unit != null && acting.contains(unit))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param at empty: each mail at once */
    @PostMapping(path = PATH, produces = AccountPages.HTML)
    ResponseEntity<String> choose(@RequestParam String unit, @RequestParam(defaultValue = "") String at) {
        if (!ownUnits(user).contains(unit)) {
            return AccountPages.seeOther(MyAccountController.PATH + "?done=digest-unit");
        }
        if (at.isBlank()) {
            transactions.executeWithoutResult(transaction -> {
                if (digests.remove(unit)) {
                    audit.write(user.name(), AuditedAct.DIGEST_REMOVED, unit, DigestTime.detail(null));
                }
            });
            return AccountPages.seeOther(MyAccountController.PATH + "?done=no-digest");
        }
        var time = DigestTime.read(at);
        time.ifPresent(known -> transactions.executeWithoutResult(transaction -> {
            digests.save(unit, known);
            audit.write(user.name(), AuditedAct.DIGEST_SAVED, unit, DigestTime.detail(known));
        }));
        return AccountPages.seeOther(
                MyAccountController.PATH + (time.isPresent() ? "?done=digest" : "?done=digest-time"));
    }
}
