/** What can be wrong with an installation: one class per question, each with the fix. */
@NullMarked
package io.gapwatch.agent.doctor;

import org.jspecify.annotations.NullMarked;
