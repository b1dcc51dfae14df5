package io.gapwatch.infra.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The agent's jar in a clone: keeps what it is asked, and ends as it was told to.
 *
 * @param folder the jar's
 */
public record AgentStandIn(Path folder) {
  /** Separates what one program was given. */
  private static final String AND = "\t";

  /** Ends a text, which may have several lines. */
  private static final String END = "\f";

  private static final List<String> KEYS = List.of("PUSHOVER_TOKEN", "PUSHOVER_USER");

  /** Puts it where a build would put the agent. */
  public static AgentStandIn in(Path root) throws IOException {
    AgentStandIn agent =
        new AgentStandIn(Files.createDirectories(root.resolve("agent/target")).toAbsolutePath());
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, AgentStandIn.class.getName());
    attributes.put(
        Attributes.Name.CLASS_PATH,
        AgentStandIn.class.getProtectionDomain().getCodeSource().getLocation().toString());
    try (OutputStream file = Files.newOutputStream(agent.folder.resolve("gapwatch.jar"))) {
      new JarOutputStream(file, manifest).close();
    }
    return agent;
  }

  /** The texts it was asked to send, in their order. */
  public List<String> texts() throws IOException {
    return Pattern.compile(END).splitAsStream(Files.readString(folder.resolve("texts"))).toList();
  }

  /** Each call's arguments. */
  List<String> asked() throws IOException {
    return Files.readAllLines(folder.resolve("asked"));
  }

  /** The keys of each call's environment. */
  List<String> keys() throws IOException {
    return Files.readAllLines(folder.resolve("keys"));
  }

  /** It prints this and fails from now on. */
  void fails(String words) throws IOException {
    Files.writeString(folder.resolve("words"), words);
  }

  /** It never ends from now on. */
  void hangs() throws IOException {
    Files.createFile(folder.resolve("hangs"));
  }

  /** What runs instead of the agent. */
  public static void main(String[] args) throws Exception {
    // java -jar makes the jar the whole class path.
    Path folder = Path.of(System.getProperty("java.class.path")).resolveSibling("");
    Map<String, String> environment = System.getenv();
    append(folder.resolve("asked"), String.join(AND, args) + "\n");
    append(
        folder.resolve("keys"),
        KEYS.stream().map(environment::get).collect(Collectors.joining(AND, "", "\n")));
    append(
        folder.resolve("texts"),
        new String(System.in.readAllBytes(), StandardCharsets.UTF_8) + END);
    if (Files.exists(folder.resolve("hangs"))) {
      new CountDownLatch(1).await();
    }
    Path words = folder.resolve("words");
    if (Files.exists(words)) {
      new PrintStream(System.err, true, StandardCharsets.UTF_8).print(Files.readString(words));
      System.exit(2);
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
