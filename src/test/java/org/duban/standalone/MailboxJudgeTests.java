package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.duban.judges.Axe;
import org.duban.judges.NuChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The mailbox's page in what it shows, in both languages, judged by programs that judge pages elsewhere. */
class MailboxJudgeTests {

    private final LinkedHashMap<String, String> sources = new LinkedHashMap<>();
    private final List<String> found = new ArrayList<>();

    @TempDir
    private Path workshop;

    @Test
    void neitherTheNuCheckerNorAxeFindsAnything() throws Exception {
        try (var axe = new Axe(workshop.resolve("browser"));
                var app = new MailboxApplication()) {
            for (var language : List.of("zh-CN", "en")) {
                axe.speaks(language);
                axe.browser().get(app.address("/mailbox").toString());
                judge(axe, language + "-empty", "#empty strong");
                for (var level : List.of("RED", "YELLOW", "BLUE")) {
                    app.send("education@gyangze.example", mail(app, level));
                }
                judge(axe, language + "-list", "#mails li:nth-child(3)");
                axe.browser().executeScript("location.hash = document.querySelector('#mails li').dataset.id");
                judge(axe, language + "-opened", "#view > iframe");
                for (var view : List.of("html", "text", "headers", "source")) {
                    axe.browser().findElement(By.id("tab-" + view)).click();
                    judge(axe, language + "-" + view, "#view > :is(iframe, pre, dl)");
                }
                app.ask("DELETE", "/mailbox/api/mails");
                axe.browser().get("about:blank");
            }
        }

        assertThat(found).isEmpty();
        assertThat(NuChecker.findings(sources, workshop)).isEmpty();
    }

    /** Waits until the page shows that, and judges it. */
    private void judge(Axe axe, String name, String sign) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !axe.browser().findElements(By.cssSelector(sign)).isEmpty());
        axe.findings().forEach(one -> found.add(name + ", " + one));
        sources.put(name, axe.source());
    }

    private static MimeMessage mail(MailboxApplication app, String level) throws Exception {
        var text = new MimeBodyPart();
        text.setText("请今日办结。 Please finish today.", "UTF-8");
        var html = new MimeBodyPart();
        html.setText("<!DOCTYPE html><html lang=\"zh\"><title>x</title><p>请今日办结。</p></html>", "UTF-8", "html");
        var message = app.message();
        message.setFrom(new InternetAddress("office@gyangze.example", "双拥办", "UTF-8"));
        message.setSubject("【逾期2天】军人子女入学优待政策落实", "UTF-8");
        message.setHeader("X-Duban-Kind", "CHASER");
        message.setHeader("X-Duban-Level", level);
        message.setHeader("X-Duban-Tasks", "sy-001, sy-002");
        message.setContent(new MimeMultipart("alternative", text, html));
        return message;
    }
}
