package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.util.Map;

/** {@code from: file}: a private file of {@code NAME=value} lines. */
public final class FileType implements SecretStoreType {
  private static final Key<String> PATH =
      Key.required("path", FilePath.any(), "the file; only its owner may read it (chmod 600)");

  @Override
  public String from() {
    return "file";
  }

  @Override
  public Shape shape() {
    return Shape.of(PATH);
  }

  @Override
  public SecretStore open(Settings settings, Config config, Map<String, String> environment) {
    return FileSecrets.open(config.resolve(settings.get(PATH)));
  }
}
