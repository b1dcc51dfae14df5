package io.gapwatch.infra.tenancy;

import static io.gapwatch.infra.tenancy.SignedApi.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.infra.tenancy.BucketItem.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a bucket, whoever put it there.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/api/#/en/objectstorage/20160918/">its API</a>
 */
public final class BucketContents {
  private static final int NOT_FOUND = 404;

  private final SignedApi api;
  private final String bucket;

  BucketContents(SignedApi api, String namespace, String name) {
    this.api = api;
    this.bucket = "/n/%s/b/%s".formatted(encoded(namespace), encoded(name));
  }

  /**
   * All of it; nothing where the bucket is gone.
   *
   * @throws io.gapwatch.infra.config.InfraException when the account cannot be asked
   */
  public List<BucketItem> list() {
    try {
      List<BucketItem> items = new ArrayList<>(isVersioned() ? versions() : objects());
      for (JsonNode upload : api.list(Service.OBJECTS, bucket + "/u?limit=1000", "")) {
        items.add(
            new BucketItem(
                Kind.UPLOAD,
                upload.path("object").asText(),
                "begun " + upload.path("timeCreated").asText(),
                "%s/u/%s?uploadId=%s"
                    .formatted(
                        bucket,
                        encoded(upload.path("object").asText()),
                        encoded(upload.path("uploadId").asText()))));
      }
      for (JsonNode address : api.list(Service.OBJECTS, bucket + "/p?limit=1000", "")) {
        items.add(
            new BucketItem(
                Kind.ADDRESS,
                address.path("name").asText(),
                "until " + address.path("timeExpires").asText(),
                "%s/p/%s".formatted(bucket, encoded(address.path("id").asText()))));
      }
      return List.copyOf(items);
    } catch (RefusedException e) {
      if (e.status() == NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  /** One that ever was keeps its old versions. */
  private boolean isVersioned() {
    String versioning = api.get(Service.OBJECTS, bucket).path("versioning").asText("Disabled");
    return !versioning.equals("Disabled");
  }

  /** This list alone goes on by the name of the next object, and not by a page. */
  private List<BucketItem> objects() {
    List<BucketItem> objects = new ArrayList<>();
    String start = "";
    do {
      JsonNode page =
          api.get(
              Service.OBJECTS,
              bucket
                  + "/o?fields=name,size,timeCreated&limit=1000"
                  + (start.isEmpty() ? "" : "&start=" + encoded(start)));
      for (JsonNode object : page.path("objects")) {
        objects.add(item(object, Kind.OBJECT, size(object), ""));
      }
      start = page.path("nextStartWith").asText("");
    } while (!start.isEmpty());
    return objects;
  }

  private List<BucketItem> versions() {
    List<BucketItem> versions = new ArrayList<>();
    String path = bucket + "/objectversions?fields=name,size,timeCreated&limit=1000";
    for (JsonNode version : api.list(Service.OBJECTS, path, "items")) {
      boolean removed = version.path("isDeleteMarker").asBoolean();
      versions.add(
          item(
              version,
              Kind.VERSION,
              removed ? "says that it was deleted" : size(version),
              "?versionId=" + encoded(version.path("versionId").asText())));
    }
    return versions;
  }

  private BucketItem item(JsonNode object, Kind kind, String detail, String query) {
    String name = object.path("name").asText();
    return new BucketItem(kind, name, detail, "%s/o/%s%s".formatted(bucket, encoded(name), query));
  }

  private static String size(JsonNode object) {
    return "%,d bytes of %s"
        .formatted(object.path("size").asLong(), object.path("timeCreated").asText());
  }

  /** Removes one; that it is gone already is as good. */
  public void remove(BucketItem item) {
    try {
      api.delete(Service.OBJECTS, item.path());
    } catch (RefusedException e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
    }
  }
}
