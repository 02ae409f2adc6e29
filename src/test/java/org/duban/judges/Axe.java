package org.duban.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Looks at pages in a Chromium and lets axe say what keeps people from reading them: by day and by night, narrow and wide. */
public final class Axe implements AutoCloseable {

    private static final int[] WIDTHS = {360, 1280};
    private static final List<String> SCHEMES = List.of("light", "dark");

    /** What depends on width and scheme; the rest is asked once. */
    private static final List<String> AGAIN = List.of("color-contrast", "target-size");

    private static final String JUDGE = """
            const done = arguments[arguments.length - 1];
            const text = result => result.nodes.map(node => `${result.id}: ${node.target.join(' ')} `
                    + `${node.html.slice(0, 160)} ${(node.any[0] || node.all[0] || node.none[0] || {message: ''}).message}`);
            const rules = arguments[0].length ? {type: 'rule', values: arguments[0]} : {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']};
            axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false, iframes: false})
                .then(found => {
                    const wide = document.documentElement.scrollWidth;
                    const all = found.violations.flatMap(text);
                    done(wide > innerWidth ? all.concat(`scrolls sideways: ${wide} px in ${innerWidth}`) : all);
                }, wrong => done(['axe failed: ' + wrong]));
            """;

    private final String axe;
    private final ChromeDriver browser;

    /** @param home an empty directory */
    public Axe(Path home) {
        var chromium = Judges.program("chromium");
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Judges.program("chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        try {
            axe = Files.readString(Judges.module("axe-core/axe.min.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        browser = new ChromeDriver(
                service,
                new ChromeOptions()
                        .setBinary(chromium.toFile())
                        .addArguments("--user-data-dir=" + home)
                        .addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic")
                        .addArguments("--no-first-run", "--disable-background-networking", "--hide-scrollbars")
                        .addArguments("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"));
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(120));
    }

    public ChromeDriver browser() {
        return browser;
    }

    /** From now on asks for pages in this language. */
    public void speaks(String language) {
        asksWith(Map.of("Accept-Language", language));
    }

    /** From now on asks for pages in this language, as a user who has logged in by Basic. */
    public void speaks(String language, String user, String password) {
        var login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        asksWith(Map.of("Accept-Language", language, "Authorization", "Basic " + login));
    }

    private void asksWith(Map<String, Object> headers) {
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", headers));
    }

    /** The page as it stands now, for those who judge its source. */
    public String source() {
        return "<!DOCTYPE html>" + browser.executeScript("return document.documentElement.outerHTML");
    }

    /** What it finds on the page at this address. */
    public List<String> findings(URI address) {
        browser.get(address.toString());
        return findings();
    }

    /** What it finds on the page that is open. */
    public List<String> findings() {
        browser.executeScript(axe);
        var found = new ArrayList<String>();
        for (var width : WIDTHS) {
            for (var scheme : SCHEMES) {
                var first = width == WIDTHS[0] && scheme.equals(SCHEMES.get(0));
                found.addAll(findings(width, scheme, first ? List.of() : AGAIN));
            }
        }
        return found;
    }

    private List<String> findings(int width, String scheme, List<String> rules) {
        var size = Map.<String, Object>of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500);
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", size);
        var feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
        var found = new ArrayList<String>();
        for (var one : (List<?>) browser.executeAsyncScript(JUDGE, rules)) {
            found.add(width + " px, " + scheme + ": " + one);
        }
        return found;
    }

    @Override
    public void close() {
        browser.quit();
    }
}
