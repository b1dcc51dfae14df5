package io.gapwatch.infra.stack;

import com.pulumi.core.Output;
import io.gapwatch.infra.config.Account;
import io.gapwatch.infra.config.ReleaseSource;
import io.gapwatch.infra.oci.objectstorage.Bucket;
import io.gapwatch.infra.oci.objectstorage.BucketArgs;
import io.gapwatch.infra.oci.objectstorage.ObjectStorageFunctions;
import io.gapwatch.infra.oci.objectstorage.Preauthrequest;
import io.gapwatch.infra.oci.objectstorage.PreauthrequestArgs;
import io.gapwatch.infra.oci.objectstorage.StorageObject;
import io.gapwatch.infra.oci.objectstorage.StorageObjectArgs;
import io.gapwatch.infra.oci.objectstorage.inputs.GetNamespaceArgs;
import io.gapwatch.infra.oci.objectstorage.outputs.GetNamespaceResult;
import io.gapwatch.infra.release.ReleaseArchive;
import java.util.Map;

/** The agent's archive, the manifest that points to it, and the address where the VM finds both. */
final class Release extends Component {
  static final String MANIFEST = "manifest.json";

  private final Account account;
  private final Labels labels;
  private final Output<String> namespace;
  private final Bucket bucket;
  private final Preauthrequest address;

  Release(Account account, ReleaseSource source, ReleaseArchive archive, Labels labels) {
    super("Release");
    this.account = account;
    this.labels = labels;
    this.namespace =
        ObjectStorageFunctions.getNamespace(
                GetNamespaceArgs.builder().compartmentId(account.tenancyId()).build())
            .applyValue(GetNamespaceResult::namespace);
    this.bucket = bucket();
    manifest(archive, upload(archive));
    this.address = address(source);
    registerOutputs(Map.of());
  }

  /** The manifest's address; whoever knows it can read the releases. */
  Output<String> manifestUrl() {
    return Output.format("%s%s", address.fullPath(), MANIFEST);
  }

  /** Of Object Storage, in this account. */
  Output<String> namespace() {
    return namespace;
  }

  private Bucket bucket() {
    BucketArgs args =
        BucketArgs.builder()
            .compartmentId(account.compartmentId())
            .namespace(namespace)
            .name(labels.name())
            .accessType("NoPublicAccess")
            .freeformTags(labels.tags())
            .build();
    return new Bucket("releases", args, soleChild().build());
  }

  /**
   * A new content is a new resource, uploaded before the old one goes. A change of the object's
   * name alone would rename the old content.
   */
  private StorageObject upload(ReleaseArchive archive) {
    StorageObjectArgs args =
        StorageObjectArgs.builder()
            .bucket(bucket.name())
            .namespace(namespace)
            .object(archive.objectName())
            .source(archive.path())
            .contentType("application/gzip")
            .deleteAllObjectVersions(true)
            .build();
    String name = "release-" + archive.sha256().substring(0, 12);
    // The provider keeps the file's path and its time as local text, so that another time zone or
    // folder would replace the object; its name says already what is in it.
    return new StorageObject(name, args, soleChild().ignoreChanges("source").build());
  }

  /**
   * Written after the archive. It has one name, so the old one goes first: VMs take a gap in
   * stride.
   */
  private StorageObject manifest(ReleaseArchive archive, StorageObject upload) {
    StorageObjectArgs args =
        StorageObjectArgs.builder()
            .bucket(bucket.name())
            .namespace(namespace)
            .object(MANIFEST)
            .content(archive.manifest())
            .contentType("application/json")
            .deleteAllObjectVersions(true)
            .build();
    return new StorageObject("manifest", args, soleChild().dependsOn(upload).build());
  }

  private Preauthrequest address(ReleaseSource source) {
    PreauthrequestArgs args =
        PreauthrequestArgs.builder()
            .accessType("AnyObjectRead")
            .bucket(bucket.name())
            .namespace(namespace)
            .name(labels.name())
            .timeExpires(source.urlExpires().toString())
            .build();
    // The provider would delete the old one first, and the engine then takes the VM for one that
    // must go too, because its metadata came from it.
    return new Preauthrequest("release-address", args, child().deleteBeforeReplace(false).build());
  }
}
