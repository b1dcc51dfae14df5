/** The documents are held to the code: their tables are its declarations, their examples run. */
@NullMarked
package io.gapwatch.agent.documents;

import org.jspecify.annotations.NullMarked;
