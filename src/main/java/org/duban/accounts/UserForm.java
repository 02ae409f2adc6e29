package org.duban.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duban.access.users.Account;
import org.duban.access.users.AccountDraft;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What stands in the form of an account: of one that there is, or as somebody has typed it.
 *
 * @param roles with those that are still empty, for more
 */
record UserForm(String name, String displayName, String mail, String language, List<Row> roles) {

    private static final int EMPTY_ROWS = 2;
    private static final int MOST_ROWS = 100;

    UserForm {
        roles = List.copyOf(roles);
    }

    /**
     * One role.
     *
     * @param role empty: none
     * @param unit as it is shown or was typed; empty: the whole tree
     */
    record Row(String role, String unit) {
        boolean blank() {
            return role.isBlank() && unit.isBlank();
        }
    }

    static UserForm empty() {
        return new UserForm("", "", "", "", List.of()).withEmptyRows();
    }

    static UserForm of(Account account, MembershipWords words) {
        var rows = account.memberships().stream()
                .map(one -> new Row(one.role().name(), one.unit() == null ? "" : words.proposed(one.unit())))
                .toList();
        return new UserForm(
                        account.name(),
                        account.displayName(),
                        Objects.requireNonNullElse(account.mail(), ""),
                        Objects.requireNonNullElse(account.language(), ""),
                        rows)
                .withEmptyRows();
    }

    static UserForm typed(String name, MultiValueMap<String, String> form) {
        var roles = form.getOrDefault("role", List.of());
        var units = form.getOrDefault("unit", List.of());
        var rows = new ArrayList<Row>();
        for (var i = 0; i < Math.min(MOST_ROWS, Math.max(roles.size(), units.size())); i++) {
            rows.add(new Row(at(roles, i), at(units, i)));
        }
        return new UserForm(name, first(form, "displayName"), first(form, "mail"), first(form, "language"), rows);
    }

    private static String at(List<String> values, int i) {
        return i < values.size() ? values.get(i).strip() : "";
    }

    static String first(MultiValueMap<String, String> form, String field) {
        return Objects.requireNonNullElse(form.getFirst(field), "").strip();
    }

    UserForm withEmptyRows() {
        var rows = new ArrayList<>(roles);
        rows.removeIf(Row::blank);
        for (var i = 0; i < EMPTY_ROWS; i++) {
            rows.add(new Row("", ""));
        }
        return new UserForm(name, displayName, mail, language, rows);
    }

    AccountDraft draft(MembershipWords words) {
        var memberships = roles.stream()
                .filter(row -> !row.blank())
                .map(row -> row.role() + (row.unit().isBlank() ? "" : "@" + words.code(row.unit())))
                .toList();
        return new AccountDraft(name, displayName, blankToNull(mail), blankToNull(language), memberships);
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
