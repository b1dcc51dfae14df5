/** The ready configurations of the inside on real parts, as the operators had them. */
@NullMarked
package io.gapwatch.agent.offchain;

import org.jspecify.annotations.NullMarked;
