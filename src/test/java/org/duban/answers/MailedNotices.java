package org.duban.answers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.duban.TestHouse;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.duban.content.Notice;
import org.springframework.context.ApplicationContext;

/** Notices as the mail room takes them, so that their links can be followed. */
record MailedNotices(TestHouse house, ApplicationContext node) {

    Notice to(String unit) {
        // The clock of the node may be composing it at the same time.
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> claimed().stream()
                                .filter(notice -> notice.recipient().equals(unit))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    List<Notice> claimed() {
        house.pass(Duration.ofSeconds(10));
        TestHouse.wake(node);
        house.pass(Duration.ofSeconds(10));
        return node.getBean(Deliveries.class).claimDue(100, Duration.ofDays(90)).stream()
                .map(Delivery::notice)
                .toList();
    }
}
