package org.duban.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitMailTests {

    @Test
    void namesTheTaskToAllAddressesAndWhereRepliesGo() {
        var mail = new UnitMail(
                List.of("a+b@x.example", "d'or&co@y.example"), List.of("office@z.example", "other@z.example"));

        assertThat(mail.link("督办事项：修缮（编号 1&2）"))
                .isEqualTo("mailto:a%2Bb@x.example,d%27or%26co@y.example"
                        + "?subject=%E7%9D%A3%E5%8A%9E%E4%BA%8B%E9%A1%B9%EF%BC%9A%E4%BF%AE%E7%BC%AE%EF%BC%88"
                        + "%E7%BC%96%E5%8F%B7%201%262%EF%BC%89&reply-to=office@z.example")
                .satisfies(URI::create);
    }

    @Test
    void leavesReplyToOutWhereMailDoesNotReachTheOffice() {
        assertThat(new UnitMail(List.of("a@x.example"), List.of()).link("Task"))
                .isEqualTo("mailto:a@x.example?subject=Task");
    }

    @Test
    void shortensATitleToOneLine() {
        assertThat(UnitMail.shortened("a\r\nBcc: x")).isEqualTo("a Bcc: x");
        assertThat(UnitMail.shortened("😀".repeat(200)).codePointCount(0, 199)).isEqualTo(100);
    }
}
