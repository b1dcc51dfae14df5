package io.gapwatch.agent.cli;

import io.gapwatch.agent.report.Style;
import java.util.Map;

/**
 * Where output goes.
 *
 * @param colours whether it is a terminal whose user wants colours
 */
record Terminal(boolean colours) {

  /** Colour only on a terminal, and never with NO_COLOR (no-color.org) or TERM=dumb. */
  static Terminal of(Map<String, String> variables, boolean interactive) {
    boolean unwanted =
        !variables.getOrDefault("NO_COLOR", "").isEmpty()
            || variables.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(interactive && !unwanted);
  }

  Style style() {
    return new Style(colours);
  }
}
