/** What a link in a mail may answer and for whom, and the seal by which a forged one is known. */
@NullMarked
@NamedInterface("links")
package org.duban.answers.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
