package io.gapwatch.infra.deploy;

import io.gapwatch.infra.config.InfraException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * An {@code up} that goes on when the address of a vault which it has just made is in no DNS yet:
 * Oracle's provider does not wait for that.
 */
public final class Settling {
  private static final Pattern NEW_NAME = Pattern.compile("lookup \\S*kms\\S* ?.*no such host");
  private static final int MOST = 10;
  private static final Duration BETWEEN = Duration.ofSeconds(30);

  private final Hunt.Pause pause;
  private final Consumer<String> out;

  /**
   * A patient way to bring up.
   *
   * @param out hears why it waits
   */
  public Settling(Hunt.Pause pause, Consumer<String> out) {
    this.pause = pause;
    this.out = out;
  }

  /** Brings up, again where that helps. */
  public Changes up(Supplier<Changes> up) {
    for (int tried = 1; ; tried++) {
      try {
        return up.get();
      } catch (DeploymentFailedException e) {
        if (tried == MOST || !NEW_NAME.matcher(e.output()).find()) {
          throw e;
        }
        out.accept(
            "The new vault's address is not known everywhere yet; going on in %d s."
                .formatted(BETWEEN.toSeconds()));
        await(e);
      }
    }
  }

  private void await(DeploymentFailedException failure) {
    try {
      pause.of(BETWEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("stopped; the same command goes on from there", failure);
    }
  }
}
