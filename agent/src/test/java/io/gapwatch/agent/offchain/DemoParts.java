package io.gapwatch.agent.offchain;

import io.gapwatch.agent.demo.Narrator;
import io.gapwatch.agent.source.pm2.RealPm2;
import io.gapwatch.agent.source.redis.RealRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of the demo that a machine may lack: a real PM2, a real Redis, and a small disk, which
 * only root can make.
 */
record DemoParts(
    Path folder,
    Optional<RealPm2> pm2,
    Optional<RealRedis> redis,
    boolean disk,
    List<String> leftOut)
    implements AutoCloseable {
  private static final String WORKER =
      """
      #!/bin/sh
      # Works while its database lets it.
      while [ -e %s ]; do sleep 1; done
      echo "ERROR: sorry, too many clients already: connection pool exhausted" >&2
      exit 1
      """;

  static DemoParts start(Path folder, Narrator narrator) throws IOException, InterruptedException {
    List<String> leftOut = new ArrayList<>();
    Files.createDirectories(folder.resolve(".pm2/logs"));
    Files.createFile(folder.resolve("database-lets-it"));
    narrator.say("Starting the parts...");
    Optional<RealPm2> pm2 = pm2(folder, leftOut);
    Optional<RealRedis> redis = redis(folder, leftOut);
    Path data = Files.createDirectories(folder.resolve("data"));
    boolean disk =
        command("mount", "-t", "tmpfs", "-o", "size=8m", "gapwatch-demo", data.toString());
    if (!disk) {
      leftOut.add("the full disk (making a small one takes root)");
    }
    return new DemoParts(folder, pm2, redis, disk, leftOut);
  }

  private static Optional<RealPm2> pm2(Path folder, List<String> leftOut)
      throws IOException, InterruptedException {
    Path script =
        Files.writeString(
            folder.resolve("worker.sh"), WORKER.formatted(folder.resolve("database-lets-it")));
    script.toFile().setExecutable(true);
    try {
      RealPm2 pm2 = new RealPm2(folder.resolve("pm2"));
      new Apps(pm2, folder).start(List.of("twzrd-aggregator", "tree-builder-worker"));
      pm2.pm2(
          "start",
          script.toString(),
          "--name",
          "cls-worker-1",
          "--interpreter",
          "none",
          "--no-autorestart",
          "--error",
          folder.resolve(".pm2/logs/cls-worker-1-error.log").toString());
      return Optional.of(pm2);
    } catch (IOException | AssertionError e) {
      leftOut.add("PM2 (it takes Node and npm)");
      return Optional.empty();
    }
  }

  private static Optional<RealRedis> redis(Path folder, List<String> leftOut) throws IOException {
    try {
      return Optional.of(RealRedis.start(Files.createDirectories(folder.resolve("redis"))));
    } catch (IOException e) {
      leftOut.add("Redis (apt-get install redis-server)");
      return Optional.empty();
    }
  }

  String inWords() {
    return leftOut.isEmpty()
        ? "A real PM2, a real Redis and a small disk."
        : "Left out, as this machine lacks it: " + String.join("; ", leftOut) + ".";
  }

  /** The configuration without what is left out. */
  String configure(String yaml) {
    String text = yaml;
    if (pm2.isPresent()) {
      text =
          text.replace(
              "{type: pm2}",
              "{type: pm2, home: %s, program: %s}"
                  .formatted(pm2.get().home(), pm2.get().program()));
    } else {
      text = text.replaceFirst("(?s)      - id: workers.*?uptime: off\n", "");
    }
    if (redis.isPresent()) {
      text =
          text.replace(
                  "sources:\n",
                  "sources:\n  cache: {type: redis, url: \"%s\"}\n".formatted(redis.get().url("")))
              + "      - {id: cache, type: redis, source: cache}\n";
    }
    return disk
        ? text.replace("paths: [/]", "paths: [/, %s]".formatted(folder.resolve("data")))
        : text;
  }

  /** What the broken run must find. */
  List<String> expected() {
    List<String> subjects = new ArrayList<>(List.of("milo: newest epoch"));
    if (pm2.isPresent()) {
      subjects.add("cls-worker-1");
    }
    if (disk) {
      subjects.add(folder.resolve("data").toString());
    }
    return subjects;
  }

  void breakThem() throws IOException, InterruptedException {
    Files.delete(folder.resolve("database-lets-it"));
    if (disk) {
      Files.write(folder.resolve("data/collected"), new byte[8 * 1000 * 1000]);
    }
    if (pm2.isPresent()) {
      awaitWorker("\"status\":\"stopped\"");
    }
  }

  void fix() throws IOException, InterruptedException {
    Files.createFile(folder.resolve("database-lets-it"));
    Files.deleteIfExists(folder.resolve("data/collected"));
    if (pm2.isPresent()) {
      pm2.get().pm2("restart", "cls-worker-1");
    }
  }

  private void awaitWorker(String text) throws IOException, InterruptedException {
    long last = System.nanoTime() + 60_000_000_000L;
    while (!pm2.orElseThrow().pm2("jlist").contains(text) && System.nanoTime() < last) {
      // Each question takes PM2 half a second.
    }
  }

  private static boolean command(String... words) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends what still runs of those in a folder, however far they had come. */
  static void clear(Path folder) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    try {
      if (Files.exists(folder.resolve("pm2/home/rpc.sock"))) {
        new RealPm2(folder.resolve("pm2")).close();
      }
      Path data = folder.resolve("data");
      if (Files.readString(Path.of("/proc/mounts")).contains(" " + data + " ")) {
        command("umount", data.toString());
      }
    } catch (IOException e) {
      System.err.println("demo: could not end all that it had started in " + folder + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    if (pm2.isPresent()) {
      pm2.get().close();
    }
    redis.ifPresent(RealRedis::close);
    try {
      if (disk) {
        command("umount", folder.resolve("data").toString());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
