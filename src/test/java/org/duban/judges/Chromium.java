package org.duban.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** The machine's own Chromium, without a window. */
public final class Chromium implements AutoCloseable {

    private final ChromeDriver driver;

    /** @param home an empty directory */
    public Chromium(Path home) {
        var binary = Judges.program("chromium");
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Judges.program("chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        var options = new ChromeOptions()
                .setBinary(binary.toFile())
                .addArguments("--user-data-dir=" + home)
                .addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic")
                .addArguments("--no-first-run", "--disable-background-networking", "--hide-scrollbars")
                .addArguments("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(120));
        does("Network.enable", Map.of());
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** From now on sends these with each request. */
    public void asksWith(Map<String, Object> headers) {
        does("Network.setExtraHTTPHeaders", Map.of("headers", headers));
    }

    /** A page this wide and high; below 500 pixels that of a phone. */
    public void sized(int width, int height) {
        does(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** The page as it is seen by day, by night, or on paper. */
    public void seen(Light light) {
        var feature = Map.of("name", "prefers-color-scheme", "value", light == Light.DARK ? "dark" : "light");
        does(
                "Emulation.setEmulatedMedia",
                Map.of("media", light == Light.PRINT ? "print" : "screen", "features", List.of(feature)));
    }

    /** In what light a page is seen. */
    public enum Light {
        LIGHT,
        DARK,
        PRINT
    }

    /** Whether the scripts of pages are run from now on. */
    public void runsScripts(boolean runs) {
        does("Emulation.setScriptExecutionDisabled", Map.of("value", !runs));
    }

    /** Forgets who was logged in. */
    public void forgetsCookies() {
        does("Network.clearBrowserCookies", Map.of());
    }

    /** What the console has said since it was last asked; also what the policy of a page has kept from it. */
    public List<String> console() {
        var said = new ArrayList<String>();
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> said.add(entry.getMessage()));
        return said;
    }

    /** Keeps a picture of the whole page, also of what one has to scroll to. */
    public void paint(Path file) {
        var size = (Map<?, ?>)
                driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        var clip = new LinkedHashMap<String, Object>(Map.of("x", 0, "y", 0, "scale", 1));
        clip.put("width", size.get("width"));
        clip.put("height", size.get("height"));
        var made = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of("format", "png", "optimizeForSpeed", true, "captureBeyondViewport", true, "clip", clip));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode((String) made.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void does(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
