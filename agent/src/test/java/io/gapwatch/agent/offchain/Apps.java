package io.gapwatch.agent.offchain;

import io.gapwatch.agent.source.pm2.RealPm2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Apps of a real PM2 that do nothing, which is light: they are no Node programs. */
record Apps(RealPm2 pm2, Path folder) {

  /** Starts one of each name, in one call. */
  void start(List<String> names) throws IOException, InterruptedException {
    pm2.pm2("start", file(folder, names).toString());
  }

  /** What PM2 starts them from. */
  static Path file(Path folder, List<String> names) throws IOException {
    String apps =
        names.stream()
            .map(
                name ->
                    "{\"name\": \"%s\", \"script\": \"/bin/sleep\", \"args\": \"1000000\", \"interpreter\": \"none\", \"cwd\": \"/\"}"
                        .formatted(name))
            .collect(Collectors.joining(", ", "{\"apps\": [", "]}"));
    return Files.writeString(folder.resolve("apps.json"), apps);
  }
}
