package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.run.Crash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The versions of all parts; each part reports its own. */
final class VersionsCheck implements DoctorCheck {
  private final Map<String, Supplier<String>> parts;

  /**
   * @param parts versions by part name; may throw if a part cannot be loaded
   */
  public VersionsCheck(Map<String, Supplier<String>> parts) {
    this.parts = new LinkedHashMap<>(parts);
  }

  @Override
  public String name() {
    return "versions";
  }

  @Override
  public List<Diagnosis> examine() {
    List<Diagnosis> answers = new ArrayList<>();
    parts.forEach((name, version) -> answers.add(ask(name, version)));
    return answers;
  }

  private static Diagnosis ask(String name, Supplier<String> version) {
    try {
      return Diagnosis.ok(name + " " + version.get());
    } catch (GapwatchException e) {
      return failed(name, String.valueOf(e.getMessage()));
    } catch (LinkageError e) {
      return failed(name, Crash.inWords(e));
    }
  }

  private static Diagnosis failed(String name, String why) {
    return Diagnosis.failed(
        name + " could not be loaded: " + why,
        "check that the release supports this machine, and that "
            + temporary()
            + " is not "
            + "mounted noexec");
  }

  private static String temporary() {
    return System.getProperty("java.io.tmpdir", "the temporary folder");
  }
}
