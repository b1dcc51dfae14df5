/** What channels over HTTP share: their keys, one request, and what an answer means. */
@NullMarked
package io.gapwatch.agent.notify.web;

import org.jspecify.annotations.NullMarked;
