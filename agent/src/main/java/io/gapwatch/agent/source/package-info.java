/** What checks read: databases and hosts. Sources are read-only. */
@NullMarked
package io.gapwatch.agent.source;

import org.jspecify.annotations.NullMarked;
