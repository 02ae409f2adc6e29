package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.inbox.InboxMail;
import org.duban.inbox.InboxState;
import org.duban.notice.NoticeRecord;
import org.duban.notice.NoticeState;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTests {

    private final ApiHouse house = ApiHouse.open();

    @BeforeEach
    void startWithoutNotices() {
        house.notices().all.clear();
        house.inbox().all.clear();
    }

    @Test
    void walksThroughNoticesOfATask() {
        notice(1, NoticeState.ACCEPTED);
        notice(2, NoticeState.ACCEPTED);
        notice(3, NoticeState.DEFERRED);

        var first = house.get("/api/v1/notices?task=t-1&limit=2");
        var last = house.get("/api/v1/notices?task=t-1&limit=2&cursor=" + first.text("next"));

        assertThat(first.all("state")).containsExactly("DEFERRED", "ACCEPTED");
        assertThat(last.all("id")).containsExactly(id(1).toString());
        assertThat(house.get("/api/v1/notices?state=DEFERRED").all("id")).containsExactly(id(3).toString());
        assertThat(first.text("items.0.moment")).isEqualTo("2026-11-23T04:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED, 202", "REFUSED, 202", "SENDING, 409", "DEFERRED, 409"})
    void resendsOnlyWhatIsSettled(NoticeState state, int status) {
        notice(7, state);

        assertThat(house.post("/api/v1/notices/" + id(7) + "/resend").status()).isEqualTo(status);
    }

    @Test
    void auditsAResend() {
        notice(8, NoticeState.ACCEPTED);
        notice(9, NoticeState.SENDING);

        house.post("/api/v1/notices/" + id(8) + "/resend");
        house.post("/api/v1/notices/" + id(9) + "/resend");

        var resent = house.sql()
                .sql("select subject from audit where act = 'NOTICE_RESENT' and subject in (?, ?)")
                .params(id(8).toString(), id(9).toString())
                .query(String.class)
                .list();
        assertThat(resent).containsExactly(id(8).toString());
    }

    @Test
    void showsWhoWasAwayWhenANoticeCame() {
        notice(5, NoticeState.ACCEPTED);
        house.inbox()
                .all
                .add(new InboxMail(
                        1,
                        ApiHouse.NOON,
                        InboxState.AUTO_REPLY,
                        id(5),
                        "education",
                        "county-office",
                        null,
                        "staff@education.example",
                        "自动回复",
                        "休假至12月1日",
                        null,
                        Reason.text("written by a program: Auto-Submitted: auto-replied"),
                        null,
                        null,
                        LocalDate.parse("2026-12-01"),
                        null,
                        null));

        var found = house.get("/api/v1/notices?task=t-1");

        assertThat(found.text("items.0.autoReplies.0.from")).isEqualTo("staff@education.example");
        assertThat(found.text("items.0.autoReplies.0.until")).isEqualTo("2026-12-01");
    }

    @Test
    void saysWhichNoticeThereIsNot() {
        assertThat(house.post("/api/v1/notices/" + id(404) + "/resend").status())
                .isEqualTo(404);
        assertThat(house.post("/api/v1/notices/7/resend").status()).isIn(400, 404);
    }

    private void notice(int number, NoticeState state) {
        house.notices()
                .all
                .add(new NoticeRecord(
                        id(number),
                        null,
                        "education",
                        "education@duban.example",
                        NoticeKind.REMINDER,
                        NoticeLevel.BLUE,
                        ApiHouse.NOON,
                        ApiHouse.NOON,
                        state,
                        List.of("t-1"),
                        1,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }
}
