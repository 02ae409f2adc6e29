package org.duban.api.users;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.duban.access.Membership;
import org.duban.access.PresentUser;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells callers who they are here. */
@RestController
@ConditionalOnRole(Role.DESK)
@Tag(name = "Users")
final class MeController {

    private final PresentUser user;

    MeController(PresentUser user) {
        this.user = user;
    }

    /**
     * Who asks, and what that person or program may see.
     *
     * @param memberships roles at units, by their texts; a role alone is one of the whole tree
     * @param everything whether nothing is kept from it
     * @param units the codes of the units that it sees, by code; empty where it sees everything
     */
    @Schema(name = "Me", example = """
            {"name": "dawa", "memberships": ["UNIT@gyangze-education"], "everything": false, "units": ["gyangze-education"]}
            """)
    record Me(String name, List<String> memberships, boolean everything, List<String> units) {}

    @GetMapping("/api/v1/me")
    @Operation(summary = "Who you are here, and what you may see")
    Me me() {
        var scope = user.scope();
        return new Me(
                user.name(),
                user.memberships().stream().map(Membership::text).toList(),
                scope.everything(),
                scope.units().stream().sorted().toList());
    }
}
