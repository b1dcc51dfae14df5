package io.gapwatch.agent.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The program's output. Who reads it may have had enough, as {@code head} has: what it does not
 * want is no trouble. Everything else that cannot be written is.
 */
public final class Output extends OutputStream {
  private static final String NOBODY_READS = "Broken pipe";

  private final OutputStream out;

  private Output(OutputStream out) {
    this.out = out;
  }

  /**
   * A writer of it, which remembers trouble.
   *
   * @param out that tells its errors, which System.out does not
   */
  public static PrintWriter to(OutputStream out) {
    return new PrintWriter(new Output(out), true, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      if (!NOBODY_READS.equals(e.getMessage())) {
        throw e;
      }
    }
  }
}
