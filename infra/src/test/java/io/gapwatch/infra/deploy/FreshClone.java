package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.release.SignedReleaseFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a clone of the repository has of the deployer, never built, and the {@code pulumi} command
 * typed in it.
 *
 * @param folder holds the clone, and the engine's state, plugins and home
 */
record FreshClone(Path folder) {
  private static final Path REPOSITORY = Path.of("..");

  /** Copies the sources, and nothing that a build has left among them. */
  static FreshClone below(Path folder) throws IOException {
    FreshClone clone = new FreshClone(folder);
    Files.createDirectories(clone.bin());
    Files.createDirectories(folder.resolve("state"));
    for (String part :
        List.of("Pulumi.yaml", "pom.xml", ".mvn", "infra/pom.xml", "infra/src/main")) {
      copy(REPOSITORY.resolve(part), clone.root().resolve(part));
    }
    return clone;
  }

  Path root() {
    return folder.resolve("clone");
  }

  /** Searched first by the engine when it starts a plugin. */
  Path bin() {
    return folder.resolve("bin");
  }

  /** Makes the agent's archive, as {@code scripts/gapctl package} does, with the given content. */
  void release(String content) throws IOException {
    SignedReleaseFixture.write(root(), content);
  }

  /**
   * Replaces the first occurrence of a text in a file, as somebody who changes the program does.
   */
  void edit(String file, String before, String after) throws IOException {
    Path edited = root().resolve(file);
    Files.writeString(
        edited,
        Files.readString(edited)
            .replaceFirst(Pattern.quote(before), Matcher.quoteReplacement(after)));
  }

  /** Puts the archive and its signature elsewhere below {@code infra}. */
  void moveRelease(String before, String after) throws IOException {
    Path infra = root().resolve("infra");
    Files.createDirectories(infra.resolve(after));
    for (String name : List.of("gapwatch.tar.gz", "gapwatch.tar.gz.signature")) {
      Files.move(infra.resolve(before).resolve(name), infra.resolve(after).resolve(name));
    }
  }

  /** The operator's time zone from now on. */
  void inZone(String zone) throws IOException {
    Files.writeString(folder.resolve("zone"), zone);
  }

  /** The stack's state as the backend keeps it. */
  String state() throws IOException {
    return Files.readString(folder.resolve("state/.pulumi/stacks/gapwatch/dev.json"));
  }

  /** Runs a command that works, and returns all it printed. */
  String pulumi(String... arguments) throws IOException, InterruptedException {
    return pulumi(0, arguments);
  }

  /** Runs a command that fails without a stack trace, and returns all it printed. */
  String refused(String... arguments) throws IOException, InterruptedException {
    String printed = pulumi(1, arguments);
    assertThat(printed).contains("error: ").doesNotContain("\tat ", "SEVERE", "Exception");
    return printed;
  }

  private String pulumi(int expected, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("pulumi"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--non-interactive", "--color", "never"));
    ProcessBuilder pulumi = new ProcessBuilder(command).directory(root().toFile());
    pulumi.environment().putAll(Site.environment(folder, bin()));
    Path zone = folder.resolve("zone");
    pulumi.environment().put("TZ", Files.exists(zone) ? Files.readString(zone) : "UTC");
    Path log = folder.resolve("pulumi.log");
    int code = pulumi.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    String printed = Files.readString(log);
    assertThat(code).as("%s%n%s", command, printed).isEqualTo(expected);
    return printed;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      // Parents come before their children.
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (!Files.isDirectory(file)) {
          Files.createDirectories(copy.toAbsolutePath().getParent());
          Files.copy(file, copy);
        }
      }
    }
  }
}
