package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duban.judges.Axe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** The mailbox's page in a real browser. */
class MailboxPageTests {

    @TempDir
    private Path workshop;

    /** A long mail, a narrow window, a wide one again: it is always whole, and only the page scrolls. */
    @Test
    void showsAMailAtItsFullHeight() throws Exception {
        try (var axe = new Axe(workshop.resolve("browser"));
                var app = new MailboxApplication()) {
            var page = axe.browser();
            page.get(app.address("/mailbox").toString());
            var message = app.message();
            message.setFrom(new InternetAddress("office@gyangze.example"));
            message.setContent(
                    "<!DOCTYPE html><html lang=\"zh\"><title>x</title><body style=\"margin:0\"><p style=\"height:3000px;margin:0\">"
                            + "请今日办结。</p><p style=\"margin:0\">" + "长文字。".repeat(400) + "</p></body></html>",
                    "text/html; charset=UTF-8");
            app.send("education@gyangze.example", message);

            await().atMost(Duration.ofSeconds(30)).until(() -> number(page, "mails.children.length") == 1);
            page.executeScript("location.hash = document.querySelector('#mails li').dataset.id");
            for (var width : List.of(1280, 390, 1280)) {
                var size =
                        Map.<String, Object>of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false);
                page.executeCdpCommand("Emulation.setDeviceMetricsOverride", size);
                await("the whole mail at " + width)
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> {
                            var mail = number(
                                    page,
                                    "document.querySelector('.gauge')?.contentDocument?.documentElement?.scrollHeight ?? 0");
                            assertThat(mail).isGreaterThan(3000);
                            assertThat(number(page, "document.querySelector('#view > iframe')?.clientHeight ?? 0"))
                                    .isEqualTo(mail);
                        });
            }
            assertThat(number(page, "document.getElementById('mail').scrollHeight"))
                    .isGreaterThan(3000);
        }
    }

    private static long number(ChromeDriver page, String script) {
        return (Long) page.executeScript("return " + script.replaceFirst("^mails", "document.getElementById('mails')"));
    }
}
