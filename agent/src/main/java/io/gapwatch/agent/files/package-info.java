/** Private folders and files, ordinary files only, and what went wrong with one in words. */
@NullMarked
package io.gapwatch.agent.files;

import org.jspecify.annotations.NullMarked;
