package org.duban.access.users;

/** Has those for whom an account was made choose their passwords. */
public interface Invitations {

    /**
     * Mails a link to somebody for whom an account was made.
     *
     * @param by who has made it
     * @param language a language tag, for whoever has said none
     * @return false if he has no address
     */
    boolean invite(Account account, String by, String language);

    /** Whoever has another password needs none of the links before. */
    void forget(String account);
}
