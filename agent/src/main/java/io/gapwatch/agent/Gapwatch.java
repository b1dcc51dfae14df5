package io.gapwatch.agent;

/** The program: builds the commands, runs one, exits with its code. */
public final class Gapwatch {
  private Gapwatch() {}

  public static void main(String[] args) {}
}
