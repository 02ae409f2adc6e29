/** The road from a due task to a settled notice, stage by stage, and what is done when a mail comes back. */
@NullMarked
@NamedInterface("pipeline")
package org.duban.notice.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
