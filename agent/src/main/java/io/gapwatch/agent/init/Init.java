package io.gapwatch.agent.init;

import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.PrivateFolder;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceType;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what is there, and writes a first configuration for it; never over another one. */
public final class Init {
  private static final String SECRETS = "gapwatch.env";

  private final Environment environment;
  private final List<SourceType> types;
  private final Path file;
  private final Instant now;

  /**
   * @param file the configuration to be written
   * @param now against which the newest rows are held
   */
  public Init(Environment environment, List<SourceType> types, Path file, Instant now) {
    this.environment = environment;
    this.types = List.copyOf(types);
    this.file = file.toAbsolutePath().normalize();
    this.now = now;
  }

  /**
   * What came of it.
   *
   * @param left what is not watched, and why, a line each
   * @param isWhole whether all that was asked for could be looked at
   * @param secrets the private file that was written; empty for none
   * @param variables the variables of the environment that hold the secrets
   */
  public record Written(
      List<String> left, boolean isWhole, Optional<Path> secrets, List<String> variables) {
    public Written {
      left = List.copyOf(left);
      variables = List.copyOf(variables);
    }
  }

  /**
   * Says so before anything is asked, if there is a configuration already.
   *
   * @throws GapwatchException if the file exists
   */
  public void mustBeNew() {
    if (Files.exists(file)) {
      throw new GapwatchException(
          file
              + " already exists, and init never overwrites; write elsewhere with --config"
              + " FILE, or add checks to it by hand (docs/checks.md)");
    }
  }

  /** What was found without being told. */
  public List<Target> nearby() {
    return Nearby.here(environment.variables(), environment.folder(), base()).targets();
  }

  /**
   * What was named on the command line.
   *
   * @throws GapwatchException if it is nothing that can be watched
   */
  public Target named(String given) {
    return Target.of(given, environment.variables(), environment.folder(), base());
  }

  private Path base() {
    return Optional.ofNullable(file.getParent()).orElse(environment.folder());
  }

  /**
   * Looks at these, and writes the file.
   *
   * @param tables the only ones to look at; empty for all
   * @throws GapwatchException if nothing can be looked at, or written
   */
  public Written write(List<Target> targets, Collection<String> tables) {
    mustBeNew();
    Map<Target, Proposal> proposals = new LinkedHashMap<>();
    Opened opened = new Opened(types, file, now);
    for (Target target : targets) {
      try (Session session = opened.open(target)) {
        proposals.put(target, new SourceProposal(target, tables, now).of(session));
      }
    }
    Map<String, String> secrets = new Draft(proposals, Optional.empty()).secrets();
    // What the environment has stays there; what was typed must be kept somewhere.
    boolean typed = !environment.variables().entrySet().containsAll(secrets.entrySet());
    Draft draft = new Draft(proposals, typed ? Optional.of(SECRETS) : Optional.empty());
    if (draft.isEmpty()) {
      throw new GapwatchException(nothing(draft));
    }
    Optional<Path> secretsFile =
        typed ? Optional.of(writeSecrets(base().resolve(SECRETS), secrets)) : Optional.empty();
    writeNew(file, draft.yaml());
    return new Written(
        draft.left(),
        proposals.values().stream().allMatch(Proposal::isWhole),
        secretsFile,
        typed ? List.of() : List.copyOf(secrets.keySet()));
  }

  private static String nothing(Draft draft) {
    List<String> lines = new ArrayList<>();
    lines.add("found nothing to watch, and wrote nothing:");
    draft.left().forEach(one -> lines.add("  - " + one));
    lines.add(
        "a table needs a column of times, or an expression that makes one: docs/checks.md shows how"
            + " to write such a check by hand");
    return String.join("\n", lines);
  }

  private static void writeNew(Path file, String text) {
    try {
      Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new GapwatchException(file + " already exists, and init never overwrites", e);
    } catch (IOException e) {
      throw new GapwatchException(
          "could not write %s: %s; write elsewhere with --config FILE"
              .formatted(file, FileTrouble.inWords(e)),
          e);
    }
  }

  private static Path writeSecrets(Path file, Map<String, String> secrets) {
    StringBuilder lines = new StringBuilder();
    secrets.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    try {
      if (Files.exists(file) && Files.readString(file).contentEquals(lines)) {
        return file;
      }
      PrivateFolder.createFile(file);
      Files.writeString(file, lines);
      return file;
    } catch (FileAlreadyExistsException e) {
      throw new GapwatchException(
          "%s already exists, and init never overwrites: move it away, or put %s into it and into the environment, and run init without the address"
              .formatted(file, String.join(", ", secrets.keySet())),
          e);
    } catch (IOException e) {
      throw new GapwatchException(
          "could not write %s: %s".formatted(file, FileTrouble.inWords(e)), e);
    }
  }
}
