package io.gapwatch.agent.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which release is installed, where the deployer puts it. */
final class ReleaseCheck implements DoctorCheck {
  private final Path current;

  /**
   * @param current the link to the release in use: {@code /opt/gapwatch/current}
   */
  public ReleaseCheck(Path current) {
    this.current = current;
  }

  @Override
  public String name() {
    return "release";
  }

  @Override
  public List<Diagnosis> examine() {
    Path manifest = current.resolve("manifest.json");
    if (!Files.isRegularFile(manifest)) {
      return List.of(Diagnosis.ok("not installed as a release"));
    }
    try {
      return List.of(Diagnosis.ok(current.toRealPath().getFileName() + " in " + current));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the release in " + current, e);
    }
  }
}
