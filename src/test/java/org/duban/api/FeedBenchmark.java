package org.duban.api;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Lets several readers ask for one long feed at a time, in a heap that could not hold it for each of them. */
final class FeedBenchmark {

    private static final int READERS = 6;
    private static final int TASKS = 100_000;

    private FeedBenchmark() {}

    public static void main(String[] arguments) throws InterruptedException {
        var feed = longFeed(ApiHouse.open());
        var heap = Runtime.getRuntime();
        try (var readers = new Readers(feed)) {
            var start = System.nanoTime();
            var peak = 0L;
            while (!readers.done()) {
                // What is in use, and not what waits to be collected.
                System.gc();
                peak = Math.max(peak, heap.totalMemory() - heap.freeMemory());
                Thread.sleep(300);
            }
            System.out.printf(
                    "%d readers, bytes %s, %d ms, in use at most %d MB of %d MB%n",
                    READERS,
                    readers.bytes(),
                    (System.nanoTime() - start) / 1_000_000,
                    peak / 1_000_000,
                    heap.maxMemory() / 1_000_000);
        }
        System.exit(0);
    }

    private static URI longFeed(ApiHouse house) {
        house.put("/api/v1/units/huge", """
                {"parent": "city-office", "kind": "UNIT", "nameZh": "市教育局", "nameEn": "City Education Bureau", "locale": "en"}""");
        house.assign("seed-of-many", "Repair the school roof before the first frost, and report", "2026-12-15");
        house.sql().sql("""
                insert into task
                select (jsonb_populate_record(t, jsonb_build_object('id', 'many-' || n, 'lead_unit', 'huge'))).*
                from task t, generate_series(1, :tasks) n where t.id = 'seed-of-many'
                """).param("tasks", TASKS).update();
        house.sql().sql("analyze task").update();
        var path =
                URI.create(house.post("/api/v1/units/huge/feeds").text("url")).getPath();
        return house.request(path).build().uri();
    }

    private static final class Readers implements AutoCloseable {

        private final ExecutorService threads = Executors.newFixedThreadPool(READERS);
        private final List<CompletableFuture<Long>> each;

        Readers(URI feed) {
            each = IntStream.range(0, READERS)
                    .mapToObj(any -> CompletableFuture.supplyAsync(() -> read(feed), threads))
                    .toList();
        }

        boolean done() {
            return each.stream().allMatch(CompletableFuture::isDone);
        }

        List<Long> bytes() {
            return each.stream().map(CompletableFuture::join).toList();
        }

        private static long read(URI feed) {
            try (var body = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(feed).build(), BodyHandlers.ofInputStream())
                    .body()) {
                return body.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
