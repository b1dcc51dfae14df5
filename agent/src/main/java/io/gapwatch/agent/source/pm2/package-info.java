/** PM2, which looks after Node processes. */
@NullMarked
package io.gapwatch.agent.source.pm2;

import org.jspecify.annotations.NullMarked;
