package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedMemoryCheck {
    public static void main(String[] a) throws Exception {
        new FeedMemoryCheck().six();
        System.exit(0);
    }

    @Test
    void six() throws Exception {
        var house = ApiHouse.open();
        house.put(
                "/api/v1/units/huge",
                "{\"parent\": \"city-office\", \"kind\": \"UNIT\", \"nameZh\": \"h\", \"nameEn\": \"h\", \"locale\": \"en\"}");
        house.assign("seed-of-many", "A task with a title of some length, as they have it in offices", "2026-12-15");
        house.sql().sql("""
                insert into task select (jsonb_populate_record(t, jsonb_build_object('id', 'many-' || n, 'lead_unit', 'huge'))).*
                from task t, generate_series(1, 100000) n where t.id = 'seed-of-many'
                """).update();
        house.sql().sql("analyze task").update();
        var feed =
                URI.create(house.post("/api/v1/units/huge/feeds").text("url")).getPath();
        var uri = house.request(feed).build().uri();
        var pool = Executors.newFixedThreadPool(6);
        System.gc();
        System.out.println("FEED max heap " + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB");
        var start = System.nanoTime();
        var all = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> read(uri), pool))
                .toList();
        long peak = 0;
        while (!all.stream().allMatch(CompletableFuture::isDone)) {
            System.gc();
            peak = Math.max(
                    peak,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
            Thread.sleep(300);
        }
        System.out.println(
                "FEED bytes " + all.stream().map(CompletableFuture::join).toList() + " in "
                        + (System.nanoTime() - start) / 1_000_000 + " ms, peak used " + peak / 1_000_000 + " MB");
        var t = System.nanoTime();
        var one = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
        System.out.println("FEED HEAD " + one.statusCode() + " " + (System.nanoTime() - t) / 1_000_000 + " ms");
        var again = System.nanoTime();
        var same = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header(
                                        "If-None-Match",
                                        one.headers().firstValue("ETag").orElse(""))
                                .build(),
                        BodyHandlers.discarding());
        System.out.println("FEED 304 " + same.statusCode() + " " + (System.nanoTime() - again) / 1_000_000 + " ms");
        pool.shutdown();
        assertThat(same.statusCode()).isEqualTo(304);
    }

    private static long read(URI uri) {
        try (var in = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream())
                .body()) {
            long total = 0;
            var buffer = new byte[65536];
            int n;
            while ((n = in.read(buffer)) >= 0) total += n;
            return total;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
