/**
 * The demo: a full cycle on an embedded year of blocks, with stand-ins for the vendors' servers.
 */
@NullMarked
package io.gapwatch.agent.demo;

import org.jspecify.annotations.NullMarked;
