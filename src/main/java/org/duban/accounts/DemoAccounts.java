package org.duban.accounts;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.duban.access.users.Account;
import org.duban.access.users.AccountDoor;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Sees to it that the demo has people whose password everybody knows, and that nothing but a demo has: they end at the first start
 * without it.
 */
@Component
@ConditionalOnRole(Role.DESK)
final class DemoAccounts implements ApplicationRunner {

    private final AccountDoor door;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final boolean demo;

    DemoAccounts(AccountDoor door, AuditTrail audit, InstantSource clock, Environment environment) {
        this.door = door;
        this.audit = audit;
        this.clock = clock;
        this.demo = environment.getProperty("duban.demo", Boolean.class, false);
    }

    /** As whom anybody may come in; none where this is no demo. */
    List<DemoAccount> all() {
        return demo ? DemoAccount.ALL : List.of();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        DemoAccount.ALL.forEach(demo ? this::provide : this::withdraw);
    }

    private void provide(DemoAccount account) {
        var somebody = new Account(account.name(), account.nameZh(), null, null, account.is(), clock.instant());
        if (door.provide(somebody, account.password())) {
            audit.write(AuditTrail.START, AuditedAct.ACCOUNT_ADDED, account.name(), Map.of("demo", true));
        }
    }

    private void withdraw(DemoAccount account) {
        if (door.withdraw(account.name(), account.password())) {
            audit.write(AuditTrail.START, AuditedAct.ACCOUNT_REMOVED, account.name(), Map.of("demo", true));
        }
    }
}
