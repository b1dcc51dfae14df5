package io.gapwatch.infra.doctor;

import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.SecretOrigin;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.doppler.RequiredSecrets;
import io.gapwatch.infra.doppler.SecretSources;
import io.gapwatch.infra.release.ReleaseArchive;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code up} ships: the values of the secrets, and the release.
 *
 * @param root the folder of {@code Pulumi.yaml}
 * @param config with the encrypted values readable
 */
public record ShippingQuestions(
    Path root, Settings settings, ConfigSource config, Map<String, String> environment) {

  /** In the order of {@code up}. */
  public List<Question> all() {
    return List.of(new Question("secrets", this::secrets), new Question("release", this::release));
  }

  private Result secrets() {
    List<String> names = settings.secrets().names();
    RequiredSecrets.from(SecretSources.of(settings.secrets(), config, environment), names);
    String from =
        settings.secrets().origin() == SecretOrigin.CONFIG ? "the stack's file" : "Doppler";
    return Result.well("%s has %s".formatted(from, String.join(", ", names)));
  }

  private Result release() {
    ReleaseArchive release =
        ReleaseArchive.stage(root.resolve("infra"), settings.release().archive());
    return Result.well(
        "%s, signed %s".formatted(release.sha256().substring(0, 12), release.signature().made()));
  }
}
