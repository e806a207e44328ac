package org.plumbline.capacity.projection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.plumbline.capacity.estimate.SourcedFields;
import org.plumbline.capacity.estimate.SourcedFields.Range;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;

/** Reads the projection's assumptions from this module's resources. */
final class AssumptionsFile {
  private static final String RESOURCE = "/org/plumbline/capacity/projection/assumptions.yaml";
  private static final Range<Count> POSITIVE = new Range<>(c -> c.value() > 0, "a count > 0");
  private static final Range<Count> FACTOR = new Range<>(c -> c.value() >= 1, "a factor >= 1");
  private static final Range<DataSize> SIZE = new Range<>(s -> s.bytes() > 0, "a size > 0");
  private static final Range<Count> SHARE =
      new Range<>(c -> c.value() > 0 && c.value() <= 1, "a share > 0 and <= 1");
  private static final Range<Count> SPARE =
      new Range<>(c -> c.value() <= 1, "a share >= 0 and <= 1");

  private AssumptionsFile() {}

  static Assumptions load() {
    try (InputStream stream = AssumptionsFile.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("resource missing: " + RESOURCE);
      }
      return read("assumptions.yaml", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  static Assumptions read(String file, String content) throws IOException {
    SourcedFields fields = SourcedFields.read(file, content);
    Assumptions assumptions =
        new Assumptions(
            fields.required("cores_per_server", Count::parse, POSITIVE),
            fields.required("memory_per_server", DataSize::parse, SIZE),
            fields.required("memory_share_for_connections", Count::parse, SHARE),
            fields.required("target_utilisation", Count::parse, SHARE),
            fields.required("spare_share", Count::parse, SPARE),
            fields.required("peak_factor", Count::parse, FACTOR),
            fields.required("replication_factor", Count::parse, FACTOR));
    fields.refuseOthers();
    return assumptions;
  }
}
