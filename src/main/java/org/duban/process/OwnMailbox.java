package org.duban.process;

/**
 * That this process keeps the mails it sends to itself and shows them, instead of handing them to a mail server.
 *
 * @param path where, below its address
 */
public record OwnMailbox(String path) {}
