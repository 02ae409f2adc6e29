package org.duban.api.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.duban.access.users.AccountDraft;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.jspecify.annotations.Nullable;

/**
 * A user as callers send it.
 *
 * @param name by which the person logs in; where the path has it, it may be left out
 * @param displayName what the person is called
 * @param mail where mail reaches the person
 * @param language a language tag; usually that of the browser
 * @param memberships roles at units: {@code OFFICE@gyangze-office}; a role alone is one of the whole tree
 */
@Schema(name = "NewUser", example = """
        {"name": "dawa", "displayName": "达瓦", "mail": "dawa@gyangze.example", "language": "zh-CN",
         "memberships": ["OFFICE@gyangze-office"]}
        """)
record UserBody(
        @Nullable String name,
        @Nullable String displayName,
        @Nullable String mail,
        @Nullable String language,
        @Nullable List<@Nullable String> memberships) {

    /** @throws ApiProblem naming the field that is wrong */
    AccountDraft draft() {
        if (name == null) {
            throw ApiProblem.field("name", null, ApiReason.API_NAME_OF_LOGIN.with());
        }
        return draft(name);
    }

    /** @throws ApiProblem naming the field that is wrong */
    AccountDraft draft(String path) {
        if (name != null && !name.equals(path)) {
            throw ApiProblem.field("name", name, ApiReason.API_AS_IN_PATH.with(path));
        }
        var roles = memberships == null ? List.<@Nullable String>of() : memberships;
        return new AccountDraft(
                path,
                displayName,
                mail,
                language,
                roles.stream().map(role -> Objects.requireNonNullElse(role, "")).toList());
    }
}
