package org.duban.plan.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import org.duban.plan.Lamp;
import org.duban.policy.NoticeKind;
import org.duban.task.TaskStatus;
import org.junit.jupiter.api.Test;

/** Generators that had lost a construct would prove nothing about it. */
class CasesTests {

    private static final int EXAMPLES = 300;

    @Test
    void meetsEveryStatusKindFateAndLamp() {
        var met = new HashSet<Object>();
        for (var seed = 0; seed < EXAMPLES; seed++) {
            var example = Cases.example(seed);
            var stage = new Stage(example);
            for (var task : stage.lives()) {
                met.add(task.status());
                met.add(stage.plan(task).lamp(example.upTo()));
                stage.fates(task, example.from(), example.upTo()).forEach(line -> met.add(line.fate()));
                stage.plan(task).due(example.from(), example.upTo()).forEach(step -> {
                    met.add(step.kind());
                    met.add(step.step());
                });
            }
        }
        assertThat(met).contains((Object[]) TaskStatus.values());
        assertThat(met).contains((Object[]) Lamp.values());
        assertThat(met).containsAll(EnumSet.complementOf(EnumSet.of(NoticeKind.BULLETIN, NoticeKind.FORWARDED)));
        assertThat(met).contains("reopened", "instructed");
        assertThat(met).contains("TOLD", "SUPERSEDED", "HELD", "UNDELIVERABLE");
    }

    @Test
    void makesTheSameExampleOutOfTheSameNumber() {
        assertThat(Cases.example(4711)).isEqualTo(Cases.example(4711)).isNotEqualTo(Cases.example(4712));
    }
}
