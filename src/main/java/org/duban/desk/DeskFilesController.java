package org.duban.desk;

import java.nio.charset.StandardCharsets;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
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
    static final String PASSKEYS = DeskSecurity.PATH + "/passkeys.js";

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

    @GetMapping(path = PASSKEYS, produces = "text/javascript")
    ResponseEntity<Resource> passkeys() {
        return file("passkeys.js", "javascript");
    }

    private static ResponseEntity<Resource> file(String name, String type) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", type, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("desk/" + name));
    }
}
