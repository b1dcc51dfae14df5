/** Folders and files for their owner only, and locks that die with the process that holds them. */
@NullMarked
package io.gapwatch.agent.files;

import org.jspecify.annotations.NullMarked;
