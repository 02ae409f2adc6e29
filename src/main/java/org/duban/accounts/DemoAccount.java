package org.duban.accounts;

import java.util.List;

/**
 * Somebody of the demo campaign, as whom anybody may look at it.
 *
 * @param password known to everybody
 * @param memberships as they are written
 */
record DemoAccount(String name, String password, String nameZh, String nameEn, List<String> memberships) {

    private static final String PASSWORD = "duban-demo";

    static final List<DemoAccount> ALL = List.of(
            of("demo-city", "市督办办公室", "Office of the city", "OFFICE@municipal-office"),
            of("demo-county", "江孜县督办办公室", "Office of Gyangzê County", "OFFICE@gyangze-office"),
            of("demo-bureau", "江孜县教育局", "Gyangzê County Education Bureau", "UNIT@gyangze-education"));

    private static DemoAccount of(String name, String nameZh, String nameEn, String membership) {
        return new DemoAccount(name, PASSWORD, nameZh, nameEn, List.of(membership));
    }

    String displayName(String lang) {
        return lang.startsWith("zh") ? nameZh : nameEn;
    }
}
