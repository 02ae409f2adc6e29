package org.duban.simulation;

import java.util.ArrayList;
import java.util.List;
import org.duban.task.TaskEvent;
import org.jspecify.annotations.Nullable;

/** A topic in memory: partitions, offsets, and owners that change when a node is gone for too long. */
final class EventLog {

    private final List<Partition> partitions = new ArrayList<>();

    EventLog(int count) {
        for (var i = 0; i < count; i++) {
            partitions.add(new Partition());
        }
    }

    private static final class Partition {
        final List<TaskEvent> records = new ArrayList<>();
        int committed;
        int position;
        int generation;

        @Nullable
        Node owner;
    }

    /** Records that were read, and what has to be shown to commit them. */
    record Batch(List<TaskEvent> events, List<Place> places) {}

    /** Up to where a partition was read, by whom. */
    record Place(int partition, int generation, int end) {}

    void append(TaskEvent event) {
        partitions
                .get(Math.floorMod(event.taskId().hashCode(), partitions.size()))
                .records
                .add(event);
    }

    /** Shares the partitions out among these nodes; whoever gets one anew reads on from what was committed. */
    void rebalance(List<Node> nodes) {
        for (var i = 0; i < partitions.size(); i++) {
            var partition = partitions.get(i);
            var owner = nodes.isEmpty() ? null : nodes.get(i % nodes.size());
            if (owner != partition.owner) {
                partition.owner = owner;
                partition.position = partition.committed;
                partition.generation++;
            }
        }
    }

    /** What was read but not committed is read again by whoever owns the partition now, even if it is the same node anew. */
    void left(Node node) {
        for (var partition : partitions) {
            if (partition.owner == node) {
                partition.owner = null;
            }
        }
    }

    boolean unread(Node node) {
        return partitions.stream()
                .anyMatch(partition -> partition.owner == node && partition.position < partition.records.size());
    }

    boolean unread() {
        return partitions.stream().anyMatch(partition -> partition.committed < partition.records.size());
    }

    Batch poll(Node node, int limit) {
        var events = new ArrayList<TaskEvent>();
        var places = new ArrayList<Place>();
        for (var i = 0; i < partitions.size(); i++) {
            var partition = partitions.get(i);
            if (partition.owner == node) {
                var end = Math.min(partition.records.size(), partition.position + limit - events.size());
                events.addAll(partition.records.subList(partition.position, end));
                partition.position = end;
                places.add(new Place(i, partition.generation, end));
            }
        }
        return new Batch(events, places);
    }

    /** A node that has lost a partition meanwhile commits nothing there. */
    void commit(Batch batch) {
        for (var place : batch.places()) {
            var partition = partitions.get(place.partition());
            if (partition.generation == place.generation()) {
                partition.committed = Math.max(partition.committed, place.end());
            }
        }
    }

    /** Has what was polled but not applied read again by the same node. */
    void rewind(Batch batch) {
        for (var place : batch.places()) {
            var partition = partitions.get(place.partition());
            if (partition.generation == place.generation()) {
                partition.position = partition.committed;
            }
        }
    }
}
