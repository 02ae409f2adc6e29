package org.duban.access;

import java.util.List;

/**
 * Somebody who may use the pages and the REST interface.
 *
 * @param passwordHash bcrypt
 */
record AppUser(String name, String passwordHash, List<String> roles) {

    static final String ADMIN = "admin";

    AppUser {
        roles = List.copyOf(roles);
    }

    @Override
    public String toString() {
        return name;
    }
}
