/** Programs that we did not write, by which the tests judge what Duban sends and shows. */
package org.duban.judges;
