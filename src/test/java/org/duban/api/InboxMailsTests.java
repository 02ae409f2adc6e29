package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.duban.inbox.InboxMail;
import org.duban.inbox.InboxState;
import org.duban.inbox.mime.InboxReason;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxMailsTests {

    private final ApiHouse house = ApiHouse.open();

    @BeforeEach
    void startWithThree() {
        house.inbox().all.clear();
        mail(1, InboxState.NOT_UNDERSTOOD, "county-office");
        mail(2, InboxState.REPLY, "county-office");
        mail(3, InboxState.NOT_TAKEN, "city-office");
    }

    @Test
    void walksThroughWhatCameInTheNewestFirst() {
        var first = house.get("/api/v1/inbox?limit=2");

        assertThat(first.all("state")).containsExactly("NOT_TAKEN", "REPLY");
        assertThat(house.get("/api/v1/inbox?cursor=" + first.text("next")).all("id"))
                .containsExactly("1");
    }

    @Test
    void findsWhatAnOfficeHasToRead() {
        assertThat(house.get("/api/v1/inbox?state=NOT_UNDERSTOOD&state=NOT_TAKEN")
                        .all("id"))
                .containsExactly("3", "1");
        assertThat(house.get("/api/v1/inbox?office=county-office&state=NOT_UNDERSTOOD")
                        .all("id"))
                .containsExactly("1");
        assertThat(house.get("/api/v1/inbox?notice=" + new UUID(0, 2)).all("id"))
                .containsExactly("2");
    }

    @Test
    void namesAWrongState() {
        assertThat(house.get("/api/v1/inbox?state=LOST").status()).isEqualTo(400);
    }

    @Test
    void carriesWhyAsACodeAndInWords() {
        mail(9, InboxState.AUTO_REPLY, "county-office", InboxReason.BY_A_PROGRAM.with(InboxReason.READ_RECEIPT.with()));

        var found = house.get("/api/v1/inbox?notice=" + new UUID(0, 9));

        assertThat(found.text("items.0.cause.code")).isEqualTo("BY_A_PROGRAM");
        assertThat(found.text("items.0.cause.arguments.0.code")).isEqualTo("READ_RECEIPT");
        assertThat(found.text("items.0.reason")).isEqualTo("written by a program: read receipt");
        assertThat(found.text("items.0.why")).isEqualTo("written by a program: read receipt");
        assertThat(found.text("items.0.sender")).isEqualTo("staff@education.example");
    }

    private void mail(long id, InboxState state, String office) {
        mail(id, state, office, null);
    }

    private void mail(long id, InboxState state, String office, @Nullable Reason why) {
        house.inbox()
                .all
                .add(new InboxMail(
                        id,
                        ApiHouse.NOON,
                        state,
                        new UUID(0, id),
                        "education",
                        office,
                        null,
                        "staff@education.example",
                        "回复: 督办",
                        "已收到",
                        null,
                        why,
                        null,
                        null,
                        null,
                        null,
                        null));
    }
}
