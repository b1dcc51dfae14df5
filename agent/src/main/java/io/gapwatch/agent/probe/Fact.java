package io.gapwatch.agent.probe;

import io.gapwatch.agent.text.Lines;

/** One line of a report about what was seen: {@code Latest block: 23,765,432}. */
public record Fact(String label, String text) {
  public Fact {
    label = Lines.visible(label);
    text = Lines.visible(text);
  }
}
