package io.gapwatch.agent.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs on loopback, and what they answer; the test's own time-out ends all waiting. */
@SuppressWarnings("try") // Its close waits for programs to end, and may be interrupted.
final class Loopback implements AutoCloseable {
  private final Path folder;
  private final List<Process> started = new ArrayList<>();

  Loopback(Path folder) {
    this.folder = folder;
  }

  /** Starts one, which writes its log beside the others'. */
  void start(List<String> command) throws IOException {
    started.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile(folder, command.get(0), ".log").toFile())
            .start());
  }

  List<ProcessHandle> running() {
    return started.stream().map(Process::toHandle).toList();
  }

  /** What was started, without its arguments. */
  static String name(ProcessHandle process) throws IOException {
    String command = Files.readString(Path.of("/proc/" + process.pid(), "cmdline"));
    return command.substring(0, command.indexOf('\0'));
  }

  /** The most that a process has held in memory, in bytes. */
  static long mostMemory(ProcessHandle process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid(), "status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        << 10;
  }

  /** Until it says that it is ready. */
  static void awaitReady(int port) throws IOException, InterruptedException {
    while (status("http://127.0.0.1:" + port + "/-/ready", "GET", "") != 200) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  static int post(String address, String json) throws IOException {
    return status(address, "POST", json);
  }

  private static int status(String address, String method, String json) throws IOException {
    HttpURLConnection connection = open(address);
    connection.setRequestMethod(method);
    try {
      if (method.equals("POST")) {
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
      }
      return connection.getResponseCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  /** What Prometheus at this port knows; nothing while it does not answer. */
  static JsonNode query(int port, String expression) throws IOException {
    return get("http://127.0.0.1:"
            + port
            + "/api/v1/query?query="
            + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .at("/data/result");
  }

  /** The same, as soon as there is something. */
  static JsonNode await(int port, String expression) throws IOException, InterruptedException {
    JsonNode result = query(port, expression);
    while (result.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(200);
      result = query(port, expression);
    }
    return result;
  }

  static JsonNode get(String address) throws IOException {
    try {
      return new ObjectMapper().readTree(open(address).getInputStream());
    } catch (IOException notYet) {
      return MissingNode.getInstance();
    }
  }

  private static HttpURLConnection open(String address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setConnectTimeout(10_000);
    connection.setReadTimeout(60_000);
    return connection;
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : started) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
