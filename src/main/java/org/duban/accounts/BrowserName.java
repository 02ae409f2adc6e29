package org.duban.accounts;

import java.util.Map;

/** What people call the browser and the machine that a browser's own name speaks of. Pure. */
final class BrowserName {

    /** The first that is found counts: most name others as well. */
    private static final Map<String, String> BROWSERS = ordered(
            "MicroMessenger",
            "WeChat",
            "DingTalk",
            "DingTalk",
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "Firefox/",
            "Firefox",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari");

    private static final Map<String, String> MACHINES = ordered(
            "HarmonyOS",
            "HarmonyOS",
            "Android",
            "Android",
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Windows",
            "Windows",
            "Mac OS",
            "Mac",
            "Linux",
            "Linux");

    private BrowserName() {}

    /** Such as "Chrome, Windows"; empty where it is none that is known. */
    static String of(String userAgent) {
        var browser = found(BROWSERS, userAgent);
        var machine = found(MACHINES, userAgent);
        return browser.isEmpty() || machine.isEmpty() ? browser + machine : browser + ", " + machine;
    }

    private static String found(Map<String, String> names, String text) {
        return names.entrySet().stream()
                .filter(each -> text.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new java.util.LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
