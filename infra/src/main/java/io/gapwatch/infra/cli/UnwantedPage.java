package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.deploy.OwnBucket;
import io.gapwatch.infra.tenancy.Tenancy;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A status page that is wanted no more: Oracle removes no bucket that holds anything. It goes only
 * when a preview has said that all else of this {@code up} fits; a hunt, which tries for days, asks
 * for that once.
 */
final class UnwantedPage {
  private final Supplier<ProjectFiles> files;
  private final Supplier<Tenancy> account;
  private final Consumer<String> out;
  private boolean fits;

  /**
   * Nothing is looked at yet.
   *
   * @param files the stack's, read at each look
   * @param account asked only where the page is not wanted
   * @param out hears that it goes
   */
  UnwantedPage(Supplier<ProjectFiles> files, Supplier<Tenancy> account, Consumer<String> out) {
    this.files = files;
    this.account = account;
    this.out = out;
  }

  /**
   * Removes what is in its bucket.
   *
   * @param buckets the stack's
   * @param preview fails when {@code up} would be refused
   */
  void remove(Supplier<List<OwnBucket>> buckets, Runnable preview) {
    if (files.get().get("statusPage").filter("false"::equals).isEmpty()) {
      return;
    }
    List<ForeignContents> pages =
        buckets.get().stream()
            .filter(OwnBucket::published)
            .map(bucket -> ForeignContents.of(bucket, account))
            .filter(ForeignContents::hasPage)
            .toList();
    if (pages.isEmpty()) {
      return;
    }
    if (!fits) {
      preview.run();
      fits = true;
    }
    out.accept("Removing the status page: gapwatch:statusPage is no longer set.");
    pages.forEach(ForeignContents::removePage);
  }
}
