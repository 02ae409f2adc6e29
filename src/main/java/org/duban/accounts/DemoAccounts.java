package org.duban.accounts;

import java.util.List;
import org.springframework.stereotype.Component;

/** Placeholder until the demo has accounts. */
@Component
final class DemoAccounts {
    List<DemoAccount> all() {
        return List.of();
    }
}
