/** Measurements of the whole house; not part of the tests. docs/performance.md tells how to run them and what they gave. */
package org.duban.bench;
