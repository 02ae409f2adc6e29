package org.duban.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.junit.jupiter.api.Test;

/** The CSV files of a drill and the mistakes in them. */
class ListTests {

    private final List<String> unused = new ArrayList<>();

    @Test
    void readsTheDemoCampaign() {
        var tasks = ListedTask.read(InputFile.of("classpath:demo/tasks.csv"), unused);
        var ids = tasks.stream().map(ListedTask::id).toList();

        assertThat(tasks).hasSize(150);
        assertThat(ListedEvent.read(InputFile.of("classpath:demo/events.csv"), ids, unused))
                .hasSizeGreaterThan(50);
        assertThat(unused).isEmpty();
    }

    @Test
    void leavesColumnsAloneThatItDoesNotKnow() {
        var tasks = tasks("id,title,lead_unit,deadline,分管领导,polcy\nT-1,修缮,education,P3D,张,x\n");

        assertThat(tasks).singleElement().extracting(ListedTask::policy).isEqualTo("standard");
        assertThat(unused).containsExactly("分管领导", "polcy (policy?)");
    }

    @Test
    void tellsEveryMistakeOfATasksFile() {
        var mistakes = mistakes(() -> tasks("""
                id,title,lead_unit,deadline,urgency,points,assigned
                T-1,,education,2026-02-30,URGNT,many,yesterday
                T-1,整修操场,,P3D,,,
                T-2,"义诊, 巡诊",health
                T-3,"义诊, 巡诊",health,P3D,,
                """));

        assertThat(mistakes)
                .containsExactly("""
                list.csv, line 2, title: the field is empty; write what is to be done
                list.csv, line 2, deadline: "2026-02-30" is no time; CURE
                list.csv, line 2, assigned: "yesterday" is no time; CURE
                list.csv, line 2, urgency: "URGNT" is no urgency; did you mean "URGENT"? write one of NORMAL, URGENT, EXTRA_URGENT
                list.csv, line 2, points: "many" is no number of points; write one from 0 to 1000000, like 2.5
                list.csv, line 3, id: "T-1" stands in line 2 already; give one of them another id
                list.csv, line 3, lead_unit: the field is empty; write the code of the unit that answers for it
                list.csv, line 4: the row has 3 fields, the header 7; put a field with a comma into quotes, and a comma where a field is empty
                """.replace("CURE", ListedTime.CURE).split("\n"));
    }

    @Test
    void tellsWhichColumnsAreMissing() {
        assertThat(mistakes(() -> tasks("id,titel,lead_unit,id\n")))
                .containsExactly(
                        "list.csv, line 1, id: the column is there twice; keep one of them",
                        "list.csv, line 1, title: the column is missing; add it to the first line",
                        "list.csv, line 1, deadline: the column is missing; add it to the first line");
    }

    @Test
    void refusesAListWithoutTasks() {
        assertThat(mistakes(() -> tasks("")))
                .singleElement()
                .asString()
                .startsWith("list.csv: the file is empty; begin it with a line like id,title,lead_unit,deadline,");
        assertThat(mistakes(() -> tasks("id,title,lead_unit,deadline\n")))
                .containsExactly("list.csv: the file names no task; write a row for each task below the header");
    }

    @Test
    void tellsEveryMistakeOfAnEventsFile() {
        var mistakes =
                mistakes(() -> ListedEvent.read(InputFile.ofText("events.csv", """
                task,type,at
                T-9,recieved,
                T-1,duban.task.received,P3D
                """), List.of("T-1", "T-2"), unused));

        assertThat(mistakes).hasSize(3);
        assertThat(mistakes.get(0))
                .startsWith("events.csv, line 2, task: there is no task \"T-9\" on the list; did you mean");
        assertThat(mistakes.get(1))
                .startsWith("events.csv, line 2, type: \"recieved\" is no event; did you mean \"received\"?");
        assertThat(mistakes.get(2)).startsWith("events.csv, line 2, at: the field is empty; ");
    }

    @Test
    void readsAmountsOfATasksOwn() {
        assertThat(tasks("id,title,lead_unit,deadline,amounts\nT-1,修缮,education,P30D,three-days=5wd; one-day = 2wd\n"))
                .singleElement()
                .satisfies(task -> assertThat(task.amounts())
                        .containsEntry("three-days", "5wd")
                        .containsEntry("one-day", "2wd"));
        assertThat(mistakes(() -> tasks("id,title,lead_unit,deadline,amounts\nT-1,修缮,education,P30D,5wd\n")))
                .singleElement()
                .asString()
                .startsWith("list.csv, line 2, amounts: \"5wd\" is no step with its amount; ");
    }

    private List<ListedTask> tasks(String csv) {
        return ListedTask.read(InputFile.ofText("list.csv", csv), unused);
    }

    private static List<String> mistakes(Supplier<?> reading) {
        var input = catchThrowableOfType(BadInput.class, reading::get);
        return input.mistakes().stream().map(BadInput.Mistake::toString).toList();
    }
}
