/** What can be asked: databases, this host. Sources only read. */
@NullMarked
package io.gapwatch.agent.source;

import org.jspecify.annotations.NullMarked;
