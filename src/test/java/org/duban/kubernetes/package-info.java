/** What k8s/ must hold: every field is known to whoever reads it, and what the pages promise is what stands there. */
@NullMarked
package org.duban.kubernetes;

import org.jspecify.annotations.NullMarked;
