/** How Kafka is reached: the connection, whether the brokers and topics are what is needed, and how far behind one is. */
@NullMarked
package org.duban.intake.kafka;

import org.jspecify.annotations.NullMarked;
