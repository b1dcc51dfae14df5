/** What can be wrong with an installation: one class per check, each with a fix. */
@NullMarked
package io.gapwatch.agent.doctor;

import org.jspecify.annotations.NullMarked;
