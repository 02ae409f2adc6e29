package org.duban.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What all pages of the desk look like, and the keys that walk through lists. */
@RestController
@ConditionalOnRole(Role.DESK)
final class DeskFilesController {

    static final String STYLE = DeskSecurity.PATH + "/desk.css";
    static final String SCRIPT = DeskSecurity.PATH + "/desk.js";
    static final String UPLOAD = DeskSecurity.PATH + "/upload.js";
    static final String HTMX = DeskSecurity.PATH + "/htmx.js";
    static final String PASSKEYS = DeskSecurity.PATH + "/passkeys.js";

    /** Browsers ask for it by themselves, whatever page they show. */
    static final String ICON = "/favicon.ico";

    private static final Duration DAY = Duration.ofDays(1);

    @GetMapping(path = STYLE, produces = "text/css")
    ResponseEntity<Resource> style() {
        return file("desk.css", "css");
    }

    @GetMapping(path = SCRIPT, produces = "text/javascript")
    ResponseEntity<Resource> script() {
        return file("desk.js", "javascript");
    }

    @GetMapping(path = UPLOAD, produces = "text/javascript")
    ResponseEntity<Resource> upload() {
        return file("upload.js", "javascript");
    }

    /** Its build is in the name of its folder, so that a newer one is found without a change here. */
    @GetMapping(path = HTMX, produces = "text/javascript")
    ResponseEntity<Resource> htmx() throws IOException {
        var found = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js");
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "javascript", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(DAY).cachePublic())
                .body(found[0]);
    }

    @GetMapping(path = PASSKEYS, produces = "text/javascript")
    ResponseEntity<Resource> passkeys() {
        return file("passkeys.js", "javascript");
    }

    @GetMapping(path = ICON, produces = "image/x-icon")
    ResponseEntity<Resource> icon() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(DAY).cachePublic())
                .body(new ClassPathResource("desk/favicon.ico"));
    }

    private static ResponseEntity<Resource> file(String name, String type) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", type, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("desk/" + name));
    }
}
