package org.duban.jobs;

import org.springframework.stereotype.Component;

/** Does acts on many tasks. */
@Component
final class BulkWork implements JobWork {

    static final String KIND = "BULK";

    private final BulkEvents events;
    private final BulkReminders reminders;

    BulkWork(BulkEvents events, BulkReminders reminders) {
        this.events = events;
        this.reminders = reminders;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Turn turn(Held held) {
        var order = BulkOrder.of(held.job());
        return order.act() == BulkAct.REMIND ? reminders.turn(held) : events.turn(held, order);
    }
}
