package io.gapwatch.infra.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a bucket from going, listed to its end. */
class BucketContentsTest {
  private final OracleStandIn oracle;

  BucketContentsTest(@TempDir Path folder) throws IOException {
    oracle = new OracleStandIn(folder);
  }

  @AfterEach
  void stop() {
    oracle.close();
  }

  @Test
  void allThatKeepsABucketFromGoingIsListedPageByPageAndCanBeRemoved() {
    String bucket = "/n/ns/b/gapwatch-dev";
    oracle.answers.put(bucket, "{\"versioning\": \"Disabled\"}");
    oracle.answers.put(
        bucket + "/o?fields=name,size,timeCreated&limit=1000",
        """
        {"objects": [{"name": "a/b c+ä.txt", "size": 1234, "timeCreated": "2026-01-01T00:00:00Z"}],
         "nextStartWith": "second page"}
        """);
    oracle.answers.put(
        bucket + "/o?fields=name,size,timeCreated&limit=1000&start=second%20page",
        "{\"objects\": [{\"name\": \"z\"}]}");
    oracle.answers.put(bucket + "/u?", "[{\"object\": \"big\", \"uploadId\": \"u/1\"}]");
    oracle.answers.put(bucket + "/p?", "[{\"name\": \"shared\", \"id\": \"p:1/x\"}]");
    List<String> removed = new ArrayList<>();
    oracle.removing = removed::add;
    BucketContents contents = tenancy().bucket("ns", "gapwatch-dev");

    List<BucketItem> items = contents.list();

    assertThat(items)
        .extracting(item -> item.kind().words() + " " + item.name())
        .containsExactly(
            "object a/b c+ä.txt",
            "object z",
            "unfinished upload big",
            "pre-authenticated address shared");
    assertThat(items.get(0).detail()).isEqualTo("1,234 bytes of 2026-01-01T00:00:00Z");
    items.forEach(contents::remove);
    assertThat(removed)
        .containsExactly(
            bucket + "/o/a%2Fb%20c%2B%C3%A4.txt",
            bucket + "/o/z",
            bucket + "/u/big?uploadId=u%2F1",
            bucket + "/p/p%3A1%2Fx");
  }

  @Test
  void moreUploadsAndAddressesThanAPageHoldsAreAllListed() {
    String bucket = "/n/ns/b/gapwatch-dev";
    oracle.answers.put(bucket, "{\"versioning\": \"Disabled\"}");
    oracle.answers.put(bucket + "/o?", "{\"objects\": []}");
    List.of("u", "p")
        .forEach(
            kind -> {
              String path = bucket + "/" + kind + "?limit=1000";
              oracle.answers.put(path, many(kind, 0));
              oracle.nextPages.put(path, "two/2");
              oracle.answers.put(path + "&page=two%2F2", many(kind, 1000));
              oracle.nextPages.put(path + "&page=two%2F2", "");
            });

    List<BucketItem> items = tenancy().bucket("ns", "gapwatch-dev").list();

    assertThat(items).hasSize(4000).doesNotHaveDuplicates();
    assertThat(items.get(1999).path()).isEqualTo(bucket + "/u/x?uploadId=u1999");
    assertThat(items.get(3999).path()).isEqualTo(bucket + "/p/p1999");
  }

  @Test
  void ofABucketThatKeepsVersionsEachIsListedPageByPageWithTheMarksOfDeletedOnes() {
    String bucket = "/n/ns/b/gapwatch-dev";
    String versions = bucket + "/objectversions?fields=name,size,timeCreated&limit=1000";
    oracle.answers.put(bucket, "{\"versioning\": \"Suspended\"}");
    oracle.answers.put(
        versions,
        "{\"items\": [{\"name\": \"a b\", \"versionId\": \"v/1\", \"size\": 5,"
            + " \"timeCreated\": \"2026-01-01T00:00:00Z\"}]}");
    oracle.nextPages.put(versions, "p2");
    oracle.answers.put(
        versions + "&page=p2",
        "{\"items\": [{\"name\": \"a b\", \"versionId\": \"v2\", \"isDeleteMarker\": true}]}");
    oracle.nextPages.put(versions + "&page=p2", "");
    oracle.answers.put(bucket + "/u?", "[]");
    oracle.answers.put(bucket + "/p?", "[]");

    List<BucketItem> items = tenancy().bucket("ns", "gapwatch-dev").list();

    assertThat(items)
        .containsExactly(
            new BucketItem(
                BucketItem.Kind.VERSION,
                "a b",
                "5 bytes of 2026-01-01T00:00:00Z",
                bucket + "/o/a%20b?versionId=v%2F1"),
            new BucketItem(
                BucketItem.Kind.VERSION,
                "a b",
                "says that it was deleted",
                bucket + "/o/a%20b?versionId=v2"));
  }

  @Test
  void pagesThatGoRoundInCirclesEndInWords() {
    String bucket = "/n/ns/b/gapwatch-dev";
    oracle.answers.put(bucket, "{\"versioning\": \"Disabled\"}");
    oracle.answers.put(bucket + "/o?", "{\"objects\": []}");
    oracle.answers.put(bucket + "/u?", "[]");
    oracle.nextPages.put(bucket + "/u?", "again");

    assertThatThrownBy(() -> tenancy().bucket("ns", "gapwatch-dev").list())
        .hasMessage("OCI's objects service gave the same page twice; try again in a minute");
  }

  @Test
  void aBucketThatIsGoneHoldsNothing() {
    assertThat(tenancy().bucket("ns", "gone").list()).isEmpty();
  }

  private static String many(String kind, int first) {
    return IntStream.range(first, first + 1000)
        .mapToObj(
            i ->
                "{\"object\": \"x\", \"uploadId\": \"%s%d\", \"id\": \"%s%d\"}"
                    .formatted(kind, i, kind, i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private Tenancy tenancy() {
    return Tenancy.of(oracle.environment());
  }
}
