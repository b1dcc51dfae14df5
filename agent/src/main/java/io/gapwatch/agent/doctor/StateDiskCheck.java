package io.gapwatch.agent.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Whether there is room for the history. It may grow to 200 MB ({@code Retention.Limits.DEFAULT}),
 * and below 20 MB one bad run may not be stored whole.
 */
public final class StateDiskCheck implements DoctorCheck {
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
      throw new UncheckedIOException("the free space of " + folder + " cannot be read", e);
    }
  }

  Diagnosis judge(long freeBytes) {
    String free = String.format(Locale.ROOT, "%,d MB free for %s", freeBytes / 1_000_000, folder);
    String fix =
        "free some space; du -xh / | sort -h | tail shows who takes it, and gapwatch prunes its own"
            + " logs and history at the end of each run";
    if (freeBytes < TOO_LOW_BYTES) {
      return Diagnosis.failed(free + ", too little to store a run", fix);
    }
    return freeBytes < LOW_BYTES ? Diagnosis.warning(free, fix) : Diagnosis.ok(free);
  }
}
