package io.gapwatch.agent.probe.log;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which lines count. */
record Filter(Pattern match, Optional<Pattern> ignore) {
  boolean counts(String line) {
    return match.matcher(line).find() && ignore.filter(it -> it.matcher(line).find()).isEmpty();
  }
}
