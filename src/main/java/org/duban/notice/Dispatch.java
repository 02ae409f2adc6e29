package org.duban.notice;

import java.util.UUID;

/**
 * A claimed notice on its way to a mail server.
 *
 * @param notice what to tell
 * @param attempt the number of this attempt, from 1
 * @param claim proof of the claim: an outcome counts only while nobody has claimed the notice since
 */
public record Dispatch(Notice notice, int attempt, UUID claim) {}
