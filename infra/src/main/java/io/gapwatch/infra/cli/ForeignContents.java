package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.deploy.OwnBucket;
import io.gapwatch.infra.tenancy.BucketContents;
import io.gapwatch.infra.tenancy.BucketItem;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * What somebody else put into the stack's bucket: Oracle removes no bucket that holds anything, and
 * the engine removes only what it made.
 */
final class ForeignContents {
  private static final int SHOWN = 20;

  private final String bucket;
  private final List<BucketItem> items;
  private final Optional<BucketContents> contents;

  private ForeignContents(
      String bucket, List<BucketItem> items, Optional<BucketContents> contents) {
    this.bucket = bucket;
    this.items = items;
    this.contents = contents;
  }

  /**
   * Looks.
   *
   * @param own the stack's bucket, if it has one
   * @throws InfraException when the account cannot be asked: what would be lost is then not known
   */
  static ForeignContents of(Optional<OwnBucket> own) {
    if (own.isEmpty()) {
      return new ForeignContents("", List.of(), Optional.empty());
    }
    OwnBucket bucket = own.get();
    try {
      BucketContents contents =
          Tenancy.of(System.getenv()).bucket(bucket.namespace(), bucket.name());
      List<BucketItem> foreign =
          contents.list().stream().filter(item -> !isOwn(bucket, item)).toList();
      return new ForeignContents(bucket.name(), foreign, Optional.of(contents));
    } catch (InfraException e) {
      throw new InfraException(
          "nothing was removed, because what else is in the bucket %s is not known: %s"
              .formatted(bucket.name(), e.getMessage()),
          e);
    }
  }

  private static boolean isOwn(OwnBucket bucket, BucketItem item) {
    return switch (item.kind()) {
      case OBJECT -> bucket.objects().contains(item.name());
      case ADDRESS -> bucket.addresses().contains(item.name());
      case UPLOAD -> false;
    };
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** The list, and what becomes of it. */
  void print(PrintWriter out) {
    if (isEmpty()) {
      return;
    }
    out.printf(
        "%nThe bucket %s also holds what this stack did not put there. It goes too, for ever:%n",
        bucket);
    items.stream()
        .limit(SHOWN)
        .forEach(
            item ->
                out.printf("  - %s %s (%s)%n", item.kind().words(), item.name(), item.detail()));
    if (items.size() > SHOWN) {
      out.printf("  - and %,d more%n", items.size() - SHOWN);
    }
    out.flush();
  }

  /** The refusal to remove them unasked. */
  InfraException refusal() {
    return new InfraException(
        "nothing was removed, because the bucket %s holds %s that this stack did not put there (%s first); fetch what you need, then confirm by typing, or with --yes --foreign"
            .formatted(bucket, count(), items.get(0).name()));
  }

  private String count() {
    return items.size() == 1 ? "one thing" : "%,d things".formatted(items.size());
  }

  /** Removes what was listed, and nothing that came since. */
  void remove(PrintWriter out) {
    contents.ifPresent(all -> items.forEach(all::remove));
    if (!isEmpty()) {
      out.printf("Removed %s from the bucket %s.%n", count(), bucket);
      out.flush();
    }
  }
}
