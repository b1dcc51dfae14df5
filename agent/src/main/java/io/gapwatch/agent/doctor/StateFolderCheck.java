package io.gapwatch.agent.doctor;

import io.gapwatch.agent.files.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the state folder is writable, and private: findings quote logs and hosts. */
final class StateFolderCheck implements DoctorCheck {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;

  public StateFolderCheck(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "state folder";
  }

  @Override
  public List<Diagnosis> examine() {
    if (!Files.exists(folder)) {
      return List.of(
          Diagnosis.warning(
              folder + " does not exist yet; the first run creates it",
              "run a job as the user that cron uses, or: install -d -m 0700 " + folder));
    }
    if (!Files.isDirectory(folder)) {
      return List.of(
          Diagnosis.failed(
              folder + " is not a folder", "choose another one with state: or --state"));
    }
    List<Diagnosis> answers = new ArrayList<>();
    answers.add(writable());
    answers.add(permissions());
    return answers;
  }

  private Diagnosis writable() {
    try {
      Path probe = Files.createTempFile(folder, ".doctor-", ".tmp");
      Files.delete(probe);
      return Diagnosis.ok(folder + " is writable");
    } catch (IOException e) {
      return Diagnosis.failed(
          "%s is not writable (%s)".formatted(folder, FileTrouble.inWords(e)),
          "make it owned by the user that runs Gapwatch: chown -R USER "
              + folder
              + "; or "
              + "free the disk");
    }
  }

  private Diagnosis permissions() {
    try {
      Set<PosixFilePermission> modes =
          Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
      return OWNER_ONLY.containsAll(modes)
          ? Diagnosis.ok("only its owner can read it")
          : Diagnosis.warning(
              "other users can read it (" + PosixFilePermissions.toString(modes) + ")",
              "chmod 0700 " + folder);
    } catch (UnsupportedOperationException e) {
      return Diagnosis.skipped("its file system has no permissions");
    } catch (IOException e) {
      return Diagnosis.unknown(
          "could not read its permissions (%s)".formatted(FileTrouble.inWords(e)),
          "check with: ls -ld " + folder);
    }
  }
}
