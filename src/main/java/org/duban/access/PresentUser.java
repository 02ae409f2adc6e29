package org.duban.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.directory.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Whoever makes the present request: what he may see. To see is not to act: with which of his memberships he may do something
 * is asked by the role that it needs.
 */
@Component
public final class PresentUser {

    private final Directory directory;

    PresentUser(Directory directory) {
        this.directory = directory;
    }

    /** The name under which he stands in the audit trail. */
    public String name() {
        var user = authentication();
        return user == null ? "" : user.getName();
    }

    /** What he is called; the name where nobody has said. */
    public String displayName() {
        var user = authentication();
        return user != null && user.getPrincipal() instanceof AccountHolder holder ? holder.displayName() : name();
    }

    /** In the order of their texts. */
    public List<Membership> memberships() {
        return all().all();
    }

    public Memberships all() {
        return new Memberships(Membership.of(authentication()));
    }

    /** What he may see. */
    public Scope scope() {
        return scope(UserRole.READER);
    }

    /** Where he may do what needs this role. */
    public Scope scope(UserRole least) {
        return all().scope(least, directory.tree());
    }

    /**
     * Whether he speaks for whomever an event names, and for the office where it names nobody, as a system does: an administrator,
     * and an office of the whole tree.
     */
    public boolean speaksForAll() {
        return all().ofTheWholeTree(UserRole.OFFICE);
    }

    /** For whom he decides, to be kept with what he asks for. */
    public Mandate mandate() {
        return new Mandate(speaksForAll(), actsAs().deciding());
    }

    /** The units that he reports as; those of which he is the office included. */
    public Set<String> ownUnits() {
        return actsAs().reporting();
    }

    /** The units below those of which he is the office, without these. */
    public Set<String> supervisedUnits() {
        var tree = directory.tree();
        var offices = actsAs().deciding();
        return offices.stream()
                .flatMap(office -> tree.below(office).stream())
                .map(Unit::code)
                .filter(unit -> !offices.contains(unit))
                .collect(Collectors.toSet());
    }

    ActingUnits actsAs() {
        return all().actsAs(directory.tree());
    }

    /** Whether he is an administrator. */
    public boolean administrates() {
        return all().ofTheWholeTree(UserRole.ADMIN);
    }

    /** Whether he has logged in with the name and password of an account, and not with a token. */
    public boolean hasPassword() {
        return authentication() instanceof UsernamePasswordAuthenticationToken;
    }

    /** Whether an OIDC provider has said who it is: whoever has an account of the same name may be somebody else. */
    public boolean isOfAProvider() {
        return authentication() instanceof JwtAuthenticationToken || provider().isPresent();
    }

    /** The provider by whose page he has come in, as the settings call it. */
    public Optional<String> provider() {
        var user = authentication();
        return user != null && user.getPrincipal() instanceof AccountHolder holder
                ? Optional.ofNullable(holder.provider())
                : Optional.empty();
    }

    /**
     * By which tables know what is his: whoever has an account, and somebody of the same name whom a provider knows, are two. Not
     * for the audit trail, which has names.
     */
    public String key() {
        if (!isOfAProvider()) {
            return "account:" + name();
        }
        return provider().map(provider -> "provider:" + provider + ":").orElse("token:") + name();
    }

    private static @Nullable Authentication authentication() {
        return SecurityContextHolder.getContext().getAuthentication();
    }
}
