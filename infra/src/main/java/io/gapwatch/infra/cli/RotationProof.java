package io.gapwatch.infra.cli;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a machine reads the version of a secret that a rotation made, by the lines of its doctor.
 * An exit code of 0 is no proof: the version before can be read as well.
 */
final class RotationProof {
  private final String name;
  private final OptionalLong wanted;
  private final Pattern read;
  private final Pattern failed;
  private OptionalLong seen = OptionalLong.empty();
  private String found;

  /**
   * Nothing is proven yet.
   *
   * @param name the secret's
   * @param wanted the version that the rotation made; empty when it is not known
   */
  RotationProof(String name, OptionalLong wanted) {
    this.name = name;
    this.wanted = wanted;
    this.read = Pattern.compile(" secrets: %s from .*\\((.*)\\)$".formatted(Pattern.quote(name)));
    this.failed = Pattern.compile(" secrets: %s: (.*)$".formatted(Pattern.quote(name)));
    this.found =
        "its doctor does not name the secret (is it in the configuration there, and does the doctor run?)";
  }

  /** One line of the doctor. */
  void hear(String line) {
    Matcher good = read.matcher(line);
    Matcher bad = failed.matcher(line);
    if (good.find()) {
      Matcher version = Pattern.compile("version (\\d+)").matcher(good.group(1));
      if (version.find()) {
        seen = OptionalLong.of(Long.parseLong(version.group(1)));
        found = "it reads version " + version.group(1);
      } else {
        found =
            "its doctor does not say the version; ship a newer agent (gapctl package, gapctl deploy)";
      }
    } else if (bad.find()) {
      found = "it cannot read the secret: " + bad.group(1);
    }
  }

  /** Whether it reads this version, or one that was made after it. */
  boolean holds() {
    return wanted.isPresent() && seen.isPresent() && seen.getAsLong() >= wanted.getAsLong();
  }

  /** The same in a sentence. */
  String words() {
    if (holds()) {
      return "Proven: the VM reads version %d of %s.".formatted(seen.getAsLong(), name);
    }
    if (seen.isPresent() && wanted.isEmpty()) {
      return "Not proven that the VM reads the new version of %s: %s, and the vault did not say which is the new one; once it answers, gapctl rotate %1$s asks again."
          .formatted(name, found);
    }
    String newer = seen.isPresent() ? ", and the new one is %d".formatted(wanted.orElse(0)) : "";
    return "Not proven that the VM reads the new version of %s: %s%s. To ask again: gapctl rotate %1$s"
        .formatted(name, found, newer);
  }
}
