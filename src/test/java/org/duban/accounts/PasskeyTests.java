package org.duban.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.TestHouse;
import org.duban.access.users.TestUsers;
import org.duban.judges.Judges;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.springframework.context.ConfigurableApplicationContext;

/** Passkeys in a real browser, whose authenticator says yes. */
@TestInstance(Lifecycle.PER_CLASS)
class PasskeyTests {

    private static final String PASSWORD = "a-password-of-the-test";

    private final TestHouse house = new TestHouse().with("duban.access.second-factor", "ADMIN");
    private final int port = freePort();
    private final ConfigurableApplicationContext node =
            house.startNode("duban.roles=desk", "server.port=" + port, "duban.base-url=http://localhost:" + port);
    private ChromeDriver page;

    @BeforeAll
    void open(@TempDir Path workshop) {
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Judges.program("chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        page = new ChromeDriver(
                service,
                new ChromeOptions()
                        .setBinary(Judges.program("chromium").toFile())
                        .addArguments("--user-data-dir=" + workshop.resolve("browser"), "--accept-lang=en")
                        .addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
                        .addArguments("--disable-background-networking", "--disable-dev-shm-usage"));
    }

    @AfterAll
    void close() {
        if (page != null) {
            page.quit();
        }
        house.close();
    }

    @Test
    void areAddedAndLogInAndAreRemoved() {
        var name = somebody("READER@education");
        var device = device();
        login(name);
        go("/desk/me");
        page.findElement(By.id("passkey-label")).sendKeys("office computer");
        press("form[data-passkey=new] button");
        until("?done=passkey");
        assertThat(page.getPageSource()).contains("office computer");
        logout();

        go("/login?to=/desk/tasks");
        press("form[data-passkey=get] button");
        until("/desk/tasks");
        assertThat(page.getPageSource()).contains(name);

        go("/desk/me");
        press("form[action$='/remove'] button");
        until("?done=no-passkey");
        logout();
        go("/login");
        press("form[data-passkey=get] button");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> page.getPageSource().contains("The passkey was not accepted"));
        assertThat(acts(name)).containsSubsequence("LOGGED_IN", "PASSKEY_ADDED", "LOGGED_IN", "PASSKEY_REMOVED");
        page.removeVirtualAuthenticator(device);
    }

    @Test
    void areEnoughWhereMoreThanAPasswordIsAsked() {
        var name = somebody("ADMIN");
        var device = device();

        login(name);
        until("/login/second");
        press("form[data-passkey=new] button");
        until("/desk");
        logout();
        login(name);
        until("/login/second");
        assertThat(page.findElements(By.cssSelector("form[action='/login/second/mail']")))
                .isEmpty();
        press("form[data-passkey=get] button");
        until("/desk");

        assertThat(acts(name)).containsExactly("PASSKEY_ADDED", "LOGGED_IN", "LOGGED_OUT", "LOGGED_IN");
        go("/desk/users/" + name);
        press("form[action$='/passkeys/remove'] button");
        until("/passkeys/remove");
        assertThat(page.getPageSource()).contains("They open nothing any more");
        logout();
        page.removeVirtualAuthenticator(device);
    }

    private VirtualAuthenticator device() {
        return page.addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                .setHasResidentKey(true)
                .setHasUserVerification(true)
                .setIsUserVerified(true));
    }

    private void login(String name) {
        go("/login");
        page.findElement(By.id("name")).sendKeys(name);
        page.findElement(By.id("password")).sendKeys(PASSWORD);
        press("form[action='/login'] button");
    }

    private void logout() {
        go("/logout");
        press("form[action='/logout'] button");
        until("/login?out");
    }

    private void go(String path) {
        page.get(address(path));
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private void press(String button) {
        page.findElement(By.cssSelector(button)).click();
    }

    private void until(String end) {
        await(end)
                .atMost(Duration.ofSeconds(60))
                .until(() -> page.getCurrentUrl().endsWith(end));
    }

    private String somebody(String role) {
        var name = "user-" + UUID.randomUUID();
        TestUsers.add(node, name, PASSWORD, List.of(role), Instant.now());
        return name;
    }

    private List<String> acts(String name) {
        return house.sql()
                .sql("select act from audit where actor = ? and act <> 'SESSIONS_ENDED' order by seq")
                .param(name)
                .query(String.class)
                .list();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
