package org.duban.notice.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.directory.UnitTree;
import org.duban.numbers.NumberKind;
import org.duban.numbers.Numbers;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** By what a new notice goes: an id for programs, a number for people. */
@Component
final class NoticeNames {

    private final IdGenerator ids;
    private final Numbers numbers;

    NoticeNames(IdGenerator ids, Numbers numbers) {
        this.ids = ids;
        this.numbers = numbers;
    }

    UUID id() {
        return ids.generateId();
    }

    /** One for a notice to each of these units. */
    List<String> numbers(List<String> recipients, UnitTree units, Instant at) {
        return numbers.give(NumberKind.NOTICE, recipients, units, at);
    }
}
