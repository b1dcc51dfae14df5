/** {@code gapwatch init}: looks at what is there, and writes a first configuration for it. */
@NullMarked
package io.gapwatch.agent.init;

import org.jspecify.annotations.NullMarked;
