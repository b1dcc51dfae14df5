package io.gapwatch.infra.config;

/** A value that is shown to nobody: it prints as {@code <secret>} wherever it goes. */
public record Secret(String reveal) {

  @Override
  public String toString() {
    return "<secret>";
  }
}
