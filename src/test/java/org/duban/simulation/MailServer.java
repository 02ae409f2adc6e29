package org.duban.simulation;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.content.Notice;

/** A mail server that takes mails, or does not, and sometimes does not say so. */
final class MailServer {

    private final Stage stage;
    private final Faults faults;
    private final World.Time time;
    private final Promises promises;
    private final Set<String> refused = new TreeSet<>();
    private final Consumer<Notice> toBeRepeated;

    /** @param toBeRepeated told of a notice that is not over with */
    MailServer(Stage stage, Faults faults, World.Time time, Promises promises, Consumer<Notice> toBeRepeated) {
        this.stage = stage;
        this.faults = faults;
        this.time = time;
        this.promises = promises;
        this.toBeRepeated = toBeRepeated;
    }

    /** From now on there is no such mailbox. */
    void refuse(String address) {
        refused.add(address);
    }

    Outcome send(Node node, Delivery delivery) {
        var outcome = answer(node, delivery);
        if (outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Deferred) {
            toBeRepeated.accept(delivery.notice());
        }
        return outcome;
    }

    private Outcome answer(Node node, Delivery delivery) {
        stage.step("smtp: before");
        if (faults.serverIsDown()) {
            faults.count(faults.serverIsAway() ? Mishap.SERVER_AWAY_FOR_DAYS : Mishap.SERVER_DOWN);
            return new Outcome.ServerDown("connection refused");
        }
        if (refused.contains(delivery.notice().address())) {
            faults.count(Mishap.ADDRESS_REFUSED);
            return new Outcome.Refused("550 no such user", true);
        }
        if (faults.defers(delivery.notice().address())) {
            faults.count(Mishap.READER_DEFERRED);
            return new Outcome.Deferred("452 mailbox full");
        }
        if (faults.loses(Mishap.DEFERRED, 0.02)) {
            return new Outcome.Deferred("451 try again later");
        }
        if (stage.canSleep() && faults.loses(Mishap.SERVER_SLOW, 0.02)) {
            stage.sleepUntil(time.now().plus(Duration.ofSeconds(faults.random().nextInt(20, 900))));
        }
        if (faults.loses(Mishap.ANSWER_LOST_AND_NOT_TAKEN, 0.004)) {
            return new Outcome.Unknown("connection reset");
        }
        promises.accepted(node, delivery);
        stage.step("smtp: after");
        if (faults.loses(Mishap.ANSWER_LOST_AND_TAKEN, 0.01)) {
            return new Outcome.Unknown("connection reset");
        }
        return new Outcome.Accepted("250 ok");
    }
}
