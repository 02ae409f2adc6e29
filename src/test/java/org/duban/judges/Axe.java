package org.duban.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.duban.judges.Chromium.Light;
import org.openqa.selenium.chrome.ChromeDriver;

/** Looks at pages in a Chromium and lets axe say what keeps people from reading them: by day and by night, narrow and wide. */
public final class Axe implements AutoCloseable {

    private static final int[] WIDTHS = {360, 1280};
    private static final List<Light> LIGHTS = List.of(Light.LIGHT, Light.DARK);

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
                    // Not innerWidth, which on a phone grows with what is too wide.
                    const room = document.documentElement.clientWidth;
                    const all = found.violations.flatMap(text);
                    done(wide > room ? all.concat(`scrolls sideways: ${wide} px in ${room}`) : all);
                }, wrong => done(['axe failed: ' + wrong]));
            """;

    private final Chromium chromium;
    private final ChromeDriver browser;
    private final String axe;

    /** @param home an empty directory */
    public Axe(Path home) {
        chromium = new Chromium(home);
        browser = chromium.driver();
        try {
            axe = Files.readString(Judges.module("axe-core/axe.min.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ChromeDriver browser() {
        return browser;
    }

    public Chromium chromium() {
        return chromium;
    }

    /** From now on asks for pages in this language. */
    public void speaks(String language) {
        chromium.asksWith(Map.of("Accept-Language", language));
    }

    /** From now on asks for pages in this language, as a user who has logged in by Basic. */
    public void speaks(String language, String user, String password) {
        var login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        chromium.asksWith(Map.of("Accept-Language", language, "Authorization", "Basic " + login));
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
        var found = new ArrayList<String>();
        for (var width : WIDTHS) {
            for (var light : LIGHTS) {
                found.addAll(findings(width, light));
            }
        }
        return found;
    }

    /** What it finds on the page that is open, at this width and in this light; what depends on neither is asked in the first only. */
    public List<String> findings(int width, Light light) {
        if (!Boolean.TRUE.equals(browser.executeScript("return 'axe' in window"))) {
            browser.executeScript(axe);
        }
        chromium.sized(width, 900);
        chromium.seen(light);
        var first = width == WIDTHS[0] && light == LIGHTS.get(0);
        var found = new ArrayList<String>();
        for (var one : (List<?>) browser.executeAsyncScript(JUDGE, first ? List.of() : AGAIN)) {
            found.add(width + " px, " + light + ": " + one);
        }
        return found;
    }

    @Override
    public void close() {
        chromium.close();
    }
}
