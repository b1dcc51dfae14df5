package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.deploy.OwnBucket;
import io.gapwatch.infra.tenancy.BucketContents;
import io.gapwatch.infra.tenancy.BucketItem;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/**
 * What somebody else put into a bucket of the stack: Oracle removes no bucket that holds anything,
 * and the engine removes only what it made.
 */
final class ForeignContents {
  private static final int SHOWN = 20;

  private final OwnBucket bucket;
  private final BucketContents contents;
  private final List<BucketItem> page;
  private final List<BucketItem> items;

  private ForeignContents(
      OwnBucket bucket, BucketContents contents, List<BucketItem> page, List<BucketItem> items) {
    this.bucket = bucket;
    this.contents = contents;
    this.page = page;
    this.items = items;
  }

  /**
   * Looks.
   *
   * @param bucket one of the stack's
   * @param account made when it is asked, because that may fail
   * @throws InfraException when the account cannot be asked: what would be lost is then not known
   */
  static ForeignContents of(OwnBucket bucket, Supplier<Tenancy> account) {
    try {
      BucketContents contents = account.get().bucket(bucket.namespace(), bucket.name());
      List<BucketItem> all = contents.list().stream().filter(item -> !isOwn(bucket, item)).toList();
      return new ForeignContents(
          bucket,
          contents,
          all.stream().filter(item -> isPage(bucket, item)).toList(),
          all.stream().filter(item -> !isPage(bucket, item)).toList());
    } catch (InfraException e) {
      throw new InfraException(
          "nothing was removed, because what else is in the bucket %s is not known: %s"
              .formatted(bucket.name(), e.getMessage()),
          e);
    }
  }

  private static boolean isOwn(OwnBucket bucket, BucketItem item) {
    return switch (item.kind()) {
      case OBJECT, VERSION -> bucket.objects().contains(item.name());
      case ADDRESS -> bucket.addresses().contains(item.name());
      case UPLOAD -> false;
    };
  }

  /** The agent writes it, as the stack told it to. */
  private static boolean isPage(OwnBucket bucket, BucketItem item) {
    return bucket.published() && item.kind() != BucketItem.Kind.ADDRESS;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Whether there is a status page in it. */
  boolean hasPage() {
    return !page.isEmpty();
  }

  /** The list, and what becomes of it. */
  void print(PrintWriter out) {
    if (!page.isEmpty()) {
      out.printf("%nThe status page goes, %s: its address no longer answers.%n", count(page));
    }
    if (!isEmpty()) {
      out.printf(
          "%nThe bucket %s also holds what this stack did not put there. It goes too, for ever:%n",
          bucket.name());
      items.stream()
          .limit(SHOWN)
          .forEach(
              item ->
                  out.printf("  - %s %s (%s)%n", item.kind().words(), item.name(), item.detail()));
    }
    if (items.size() > SHOWN) {
      out.printf("  - and %,d more%n", items.size() - SHOWN);
    }
    out.flush();
  }

  /** The refusal to remove them unasked. */
  InfraException refusal() {
    return new InfraException(
        "nothing was removed, because the bucket %s holds %s that this stack did not put there (%s first); fetch what you need, then confirm by typing, or with --yes --foreign"
            .formatted(bucket.name(), count(items), items.get(0).name()));
  }

  private static String count(List<BucketItem> items) {
    return items.size() == 1 ? "one thing" : "%,d things".formatted(items.size());
  }

  /** Removes the status page alone. */
  void removePage() {
    page.forEach(contents::remove);
  }

  /** Removes what was listed, and nothing that came since. */
  void remove(PrintWriter out) {
    removePage();
    items.forEach(contents::remove);
    if (!isEmpty()) {
      out.printf("Removed %s from the bucket %s.%n", count(items), bucket.name());
      out.flush();
    }
  }
}
