package io.gapwatch.agent.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Whether there is space for the history. It can grow to 200 MB ({@code Retention.Limits.DEFAULT}),
 * and 20 MB may not be enough for one bad run.
 */
final class StateDiskCheck implements DoctorCheck {
  static final long LOW_BYTES = 200_000_000;
  static final long TOO_LOW_BYTES = 20_000_000;

  private final Path folder;

  public StateDiskCheck(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<Diagnosis> examine() {
    try {
      Path there = folder.toAbsolutePath();
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      return List.of(judge(Files.getFileStore(there).getUsableSpace()));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the free space of " + folder, e);
    }
  }

  Diagnosis judge(long freeBytes) {
    String free = String.format(Locale.ROOT, "%,d MB free for %s", freeBytes / 1_000_000, folder);
    String fix =
        "free some space; du -xh / | sort -h | tail shows what takes it, and gapwatch prunes "
            + "its own logs and history after each run";
    if (freeBytes < TOO_LOW_BYTES) {
      return Diagnosis.failed(free + ", not enough to store a run", fix);
    }
    return freeBytes < LOW_BYTES ? Diagnosis.warning(free, fix) : Diagnosis.ok(free);
  }
}
