package org.duban.feeds;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Enumeration;
import org.duban.feeds.FeedContent.Content;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Hands out feeds to whoever knows the secret. An address that opens nothing is answered alike, whatever is wrong with it. */
@RestController
@ConditionalOnRole(Role.DESK)
final class FeedController {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Feeds feeds;
    private final FeedContent content;

    FeedController(Feeds feeds, FeedContent content) {
        this.feeds = feeds;
        this.content = content;
    }

    /** Also answers HEAD; with {@code If-None-Match} of what it is still, 304. */
    @GetMapping(Feeds.PATH + "{file}")
    ResponseEntity<InputStreamResource> feed(@PathVariable String file) throws NoResourceFoundException {
        if (!file.endsWith(Feeds.SUFFIX)) {
            throw nothing();
        }
        var secret = new Secret(file.substring(0, file.length() - Feeds.SUFFIX.length()));
        return feeds.open(secret)
                .flatMap(feed -> content.of(feed.unit()))
                .map(FeedController::calendar)
                .orElseThrow(FeedController::nothing);
    }

    private static ResponseEntity<InputStreamResource> calendar(Content calendar) {
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.maxAge(FRESH).cachePrivate())
                .eTag(calendar.tag())
                .body(new InputStreamResource(() -> new SequenceInputStream(parts(calendar))));
    }

    private static Enumeration<InputStream> parts(Content calendar) {
        var parts = calendar.text().get();
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(parts.next().getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    /** Answered as where nothing is at all; it does not name the secret. */
    private static NoResourceFoundException nothing() {
        return new NoResourceFoundException(HttpMethod.GET, Feeds.PATH, Feeds.PATH);
    }
}
