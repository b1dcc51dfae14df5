package io.gapwatch.infra.oci;

import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.InvokeArgs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * The provider's plugin: its version is the one that {@code com/pulumi/oci/version.txt} announces
 * to the engine, so that what is asked for is what is installed.
 */
public final class OciPackage {
  private OciPackage() {}

  /** The version of the provider, as in {@code 4.20.0}. */
  public static String version() {
    try (InputStream text = OciPackage.class.getResourceAsStream("/com/pulumi/oci/version.txt")) {
      if (text == null) {
        throw new IllegalStateException("com/pulumi/oci/version.txt is missing from the jar");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read com/pulumi/oci/version.txt", e);
    }
  }

  /** Asks the provider a question, with the version that the resources use. */
  public static <T> Output<T> invoke(String token, TypeShape<T> answer, InvokeArgs args) {
    InvokeOptions options = InvokeOptions.builder().version(version()).build();
    return Deployment.getInstance().invoke(token, answer, args, options);
  }

  /** The same for a program that waits for the answer, or for the failure. */
  public static <T> CompletableFuture<T> ask(String token, TypeShape<T> answer, InvokeArgs args) {
    InvokeOptions options = InvokeOptions.builder().version(version()).build();
    return Deployment.getInstance().invokeAsync(token, answer, args, options);
  }
}
