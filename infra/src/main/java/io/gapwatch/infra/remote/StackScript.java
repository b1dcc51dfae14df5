package io.gapwatch.infra.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command line that does something with the containers on a VM, as root. The script comes along
 * with each, so that it is the one of this clone.
 */
public final class StackScript {
  private static final String SCRIPT = "/vm/gapwatch-stack";

  private StackScript() {}

  /**
   * The command.
   *
   * @param words for the script; each reaches it as it is
   */
  public static String command(List<String> words) {
    return "sudo bash -c %s gapwatch-stack %s"
        .formatted(
            quoted(script()),
            words.stream().map(StackScript::quoted).collect(Collectors.joining(" ")));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static String script() {
    try (InputStream in = StackScript.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException(SCRIPT + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SCRIPT, e);
    }
  }
}
