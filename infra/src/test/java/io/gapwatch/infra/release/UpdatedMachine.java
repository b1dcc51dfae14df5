package io.gapwatch.infra.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A machine whose releases the real updater brings, from a bucket on loopback.
 *
 * @param home where the releases are
 */
record UpdatedMachine(Path folder, Path home, ReleaseServer server) implements AutoCloseable {
  static final String UPDATER = "src/main/resources/vm/gapwatch-update";

  /** What an update came to. */
  record Outcome(int code, String output) {}

  static UpdatedMachine below(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    return new UpdatedMachine(folder, home, new ReleaseServer());
  }

  /** A release whose doctor is content and whose crontab is its name. */
  Path release(String name) throws IOException {
    Path tree = folder.resolve(name);
    Files.createDirectories(tree.resolve("bin"));
    Files.writeString(
        tree.resolve("bin/gapwatch"),
        "#!/bin/sh\n[ \"$*\" = 'crontab install --yes' ] && echo %s >%s/crontab\nexit 0\n"
            .formatted(name, home));
    return tree;
  }

  static String object(String sha256) {
    return "o/" + new ReleaseArchive("", sha256).objectName();
  }

  String running() throws IOException {
    return Files.readSymbolicLink(home.resolve("current")).getFileName().toString();
  }

  List<String> releases() throws IOException {
    try (Stream<Path> folders = Files.list(home.resolve("releases"))) {
      return folders.filter(Files::isDirectory).map(each -> each.getFileName().toString()).toList();
    }
  }

  Outcome update() throws IOException, InterruptedException {
    return run("exec bash " + UPDATER);
  }

  Outcome push(Path archive, String sha256) throws IOException, InterruptedException {
    return run("exec bash %s %s <%s".formatted(UPDATER, sha256, archive));
  }

  Outcome run(String command) throws IOException, InterruptedException {
    Path log = folder.resolve("update.log");
    int code = start(command, log).waitFor();
    return new Outcome(code, Files.readString(log));
  }

  Process start(String command, Path log) throws IOException {
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", command);
    bash.environment().put("GAPWATCH_HOME", home.toString());
    bash.environment().put("GAPWATCH_METADATA", server.address() + "/opc");
    bash.environment().put("GAPWATCH_RETRIES", "0");
    return bash.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  @Override
  public void close() {
    server.close();
  }
}
