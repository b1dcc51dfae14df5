/** Where secrets come from: the contract, and the environment and a private file. */
@NullMarked
package io.gapwatch.agent.secret;

import org.jspecify.annotations.NullMarked;
