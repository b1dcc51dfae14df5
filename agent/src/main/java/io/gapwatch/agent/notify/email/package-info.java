/** Mail, over SMTP. */
@NullMarked
package io.gapwatch.agent.notify.email;

import org.jspecify.annotations.NullMarked;
