package org.duban.accounts;

import java.util.List;
import org.duban.access.Membership;
import org.duban.access.UserRole;

/**
 * Somebody of the demo campaign, as whom anybody may look at it.
 *
 * @param password known to everybody
 */
record DemoAccount(String name, String password, String nameZh, String nameEn, Membership membership) {

    private static final String PASSWORD = "duban-demo";

    static final List<DemoAccount> ALL = List.of(
            of("demo-city", "市督办办公室", "Office of the city", new Membership(UserRole.OFFICE, "municipal-office")),
            of(
                    "demo-county",
                    "江孜县督办办公室",
                    "Office of Gyangzê County",
                    new Membership(UserRole.OFFICE, "gyangze-office")),
            of(
                    "demo-bureau",
                    "江孜县教育局",
                    "Gyangzê County Education Bureau",
                    new Membership(UserRole.UNIT, "gyangze-education")));

    private static DemoAccount of(String name, String nameZh, String nameEn, Membership membership) {
        return new DemoAccount(name, PASSWORD, nameZh, nameEn, membership);
    }

    List<Membership> is() {
        return List.of(membership);
    }

    String displayName(String lang) {
        return lang.startsWith("zh") ? nameZh : nameEn;
    }
}
