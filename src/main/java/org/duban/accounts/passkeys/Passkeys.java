package org.duban.accounts.passkeys;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.duban.process.DubanProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The passkeys of accounts. The device asks its holder for a finger, a face or a number each time, so that a passkey is two factors in
 * one. What a browser was asked is for the caller to remember, and to bring back with the answer.
 */
@Component
public final class Passkeys {

    /** Nobody has so many devices. */
    private static final int MOST = 20;

    private static final Set<String> OWN_MACHINE = Set.of("localhost");
    private static final TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>> NEW =
            new TypeReference<>() {};
    private static final TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>> SHOWN =
            new TypeReference<>() {};

    private final PublicKeyCredentialUserEntityRepository holders;
    private final UserCredentialRepository keys;
    private final TransactionOperations transactions;
    private final URI pages;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(
            PublicKeyCredentialUserEntityRepository holders,
            UserCredentialRepository keys,
            TransactionOperations transactions,
            DubanProperties duban) {
        this.holders = holders;
        this.keys = keys;
        this.transactions = transactions;
        this.pages = duban.baseUrl();
    }

    /**
     * What a browser is asked.
     *
     * @param options as {@code navigator.credentials} wants it, with binary values as Base64URL
     * @param challenge to be remembered
     */
    public record Asked(String options, String challenge) {}

    /** Whether browsers let pages of this address ask for passkeys: over TLS, or on the own machine. */
    public boolean usable() {
        return "https".equalsIgnoreCase(pages.getScheme()) || OWN_MACHINE.contains(pages.getHost());
    }

    /** The oldest first. */
    public List<Passkey> of(String account) {
        return records(account).stream()
                .map(one -> new Passkey(
                        one.getCredentialId().toBase64UrlString(), one.getLabel(), one.getCreated(), one.getLastUsed()))
                .sorted(Comparator.comparing(Passkey::added))
                .toList();
    }

    public boolean any(String account) {
        return !records(account).isEmpty();
    }

    private List<CredentialRecord> records(String account) {
        var holder = holders.findByUsername(account);
        return holder == null ? List.of() : keys.findByUserId(holder.getId());
    }

    /**
     * Asks a browser for a new one.
     *
     * @throws PasskeyRefused if the account has too many
     */
    public Asked askForNew(String account) {
        if (records(account).size() >= MOST) {
            throw new PasskeyRefused("there are too many passkeys", new IllegalStateException(account));
        }
        var options = operations(null)
                .createPublicKeyCredentialCreationOptions(
                        new ImmutablePublicKeyCredentialCreationOptionsRequest(holder(account)));
        return new Asked(
                json.writeValueAsString(options), options.getChallenge().toBase64UrlString());
    }

    /**
     * Keeps a new one.
     *
     * @param challenge as it was remembered
     * @param answer of the browser, as JSON
     * @throws PasskeyRefused if it is no answer to that
     */
    public void add(String account, String challenge, String answer, String label) {
        checked(() -> {
            var operations = operations(challenge);
            var options = operations.createPublicKeyCredentialCreationOptions(
                    new ImmutablePublicKeyCredentialCreationOptionsRequest(holder(account)));
            var key = new RelyingPartyPublicKey(json.readValue(answer, NEW), label);
            return operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(options, key));
        });
    }

    /** Asks a browser for any of its holder's. */
    public Asked ask() {
        var options = operations(null)
                .createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
        return new Asked(
                json.writeValueAsString(options), options.getChallenge().toBase64UrlString());
    }

    /**
     * Whose passkey has answered.
     *
     * @param challenge as it was remembered
     * @param answer of the browser, as JSON
     * @throws PasskeyRefused if it is no answer to that, or of nobody's passkey
     */
    public String holder(String challenge, String answer) {
        return checked(() -> {
            var operations = operations(challenge);
            var options = operations.createCredentialRequestOptions(
                    new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
            return operations
                    .authenticate(new RelyingPartyAuthenticationRequest(options, json.readValue(answer, SHOWN)))
                    .getName();
        });
    }

    /** @return whether there was one to remove */
    public boolean remove(String account, String id) {
        var mine = records(account).stream()
                .filter(one -> one.getCredentialId().toBase64UrlString().equals(id))
                .findFirst();
        mine.ifPresent(one -> keys.delete(one.getCredentialId()));
        return mine.isPresent();
    }

    /** @return how many there were */
    public int removeAll(String account) {
        var all = records(account);
        all.forEach(one -> keys.delete(one.getCredentialId()));
        return all.size();
    }

    /** Whatever is wrong with an answer, Spring Security and the library below say it in many ways. */
    private <T> T checked(Supplier<T> check) {
        try {
            return Objects.requireNonNull(transactions.execute(transaction -> check.get()));
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PasskeyRefused("the passkey is not accepted: " + e.getMessage(), e);
        }
    }

    private static Authentication holder(String account) {
        return UsernamePasswordAuthenticationToken.authenticated(account, null, List.of());
    }

    /** @param challenge null: another one each time */
    private Webauthn4JRelyingPartyOperations operations(@Nullable String challenge) {
        var origin = pages.getScheme() + "://" + pages.getRawAuthority();
        var party = PublicKeyCredentialRpEntity.builder()
                .id(pages.getHost())
                .name("Duban")
                .build();
        var operations = new Webauthn4JRelyingPartyOperations(holders, keys, party, Set.of(origin));
        operations.setCustomizeCreationOptions(options -> {
            options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                    .residentKey(ResidentKeyRequirement.REQUIRED)
                    .userVerification(UserVerificationRequirement.REQUIRED)
                    .build());
            if (challenge != null) {
                options.challenge(Bytes.fromBase64(challenge));
            }
        });
        operations.setCustomizeRequestOptions(options -> {
            options.userVerification(UserVerificationRequirement.REQUIRED);
            if (challenge != null) {
                options.challenge(Bytes.fromBase64(challenge));
            }
        });
        return operations;
    }
}
