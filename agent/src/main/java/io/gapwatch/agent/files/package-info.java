/** Private folders and files, and locks that end with the process that holds them. */
@NullMarked
package io.gapwatch.agent.files;

import org.jspecify.annotations.NullMarked;
