package org.duban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the menu of the desk has for whom. */
class AccountHolderTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            roles                               | users | refusals | audit
            UNIT@gyangze-roads                  | false | false    | false
            READER@gyangze-office               | false | false    | false
            OFFICE@gyangze-office               | true  | false    | false
            READER                              | false | true     | false
            OFFICE                              | true  | true     | false
            ADMIN                               | true  | true     | true
            READER UNIT@gyangze-roads           | false | true     | false
            """)
    void findsInTheMenuWhatIsHis(String roles, boolean users, boolean refusals, boolean audit) {
        var memberships = Arrays.stream(roles.split(" "))
                .flatMap(role -> Membership.named(role).stream())
                .toList();

        var holder = AccountHolder.of("dawa", "Dawa", null, memberships, null);

        assertThat(holder.managesAccounts()).isEqualTo(users);
        assertThat(holder.seesRefusals()).isEqualTo(refusals);
        assertThat(holder.administrates()).isEqualTo(audit);
    }
}
