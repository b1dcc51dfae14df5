package io.gapwatch.agent.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes the class archive, on machines that are short of something. */
@Timeout(60)
class ShareClassesTest {
  private static final Path SCRIPT = Path.of("..").resolve("scripts/share-classes");

  private final Path folder;

  ShareClassesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aTemporaryFolderThatIsMissingIsNotTheRootOfTheDisk() throws Exception {
    Path archive = run();

    assertThat(archive).hasContent("made");
    assertThat(Files.readAllLines(folder.resolve("written")))
        .isNotEmpty()
        .noneMatch(file -> file.lastIndexOf('/') == 0);
  }

  @Test
  void leavesNoPartOfAnArchiveOnAFullDisk() throws Exception {
    executable("cp", "echo part >\"$2\"; exit 1");

    assertThat(run()).doesNotExist();
    assertThat(jars()).containsExactly("gapwatch.jar");
  }

  /** Half an archive crashes Java at each start. */
  @Test
  void isOnTheDiskBeforeItHasItsName() throws Exception {
    Path synced = folder.resolve("synced");
    executable("sync", "[ -e \"${1%.*}\" ] || cp \"$1\" " + synced);

    assertThat(run()).hasContent("made");
    assertThat(synced).hasContent("made");
  }

  /** With a java that writes what it is asked for, and says where. */
  private Path run() throws Exception {
    Path jar = folder.resolve("release/gapwatch.jar");
    Files.createDirectories(folder.resolve("release"));
    Files.writeString(jar, "");
    executable(
        "java",
        """
        for option; do
          case $option in
            -XX:DumpLoadedClassList=* | -XX:SharedArchiveFile=*)
              echo "${option#*=}" >>%s
              echo made >"${option#*=}" ;;
          esac
        done
        """
            .formatted(folder.resolve("written")));
    ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString(), jar.toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().put("TMPDIR", folder.resolve("missing").toString());
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return Path.of(said.strip());
  }

  private void executable(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("release"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
