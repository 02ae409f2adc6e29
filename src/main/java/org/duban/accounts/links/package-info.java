/** Links that are mailed to people: what for, until when, kept as hashes, and good once. */
@NullMarked
package org.duban.accounts.links;

import org.jspecify.annotations.NullMarked;
