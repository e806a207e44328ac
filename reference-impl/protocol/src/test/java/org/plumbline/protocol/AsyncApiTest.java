package org.plumbline.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document of the socket says what the codec does. */
class AsyncApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode DOCUMENT = document();

  private static JsonNode document() {
    try {
      return new ObjectMapper(new YAMLFactory())
          .readTree(Path.of("..", "..", "docs", "asyncapi.yaml").toFile());
    } catch (IOException e) {
      throw new AssertionError("docs/asyncapi.yaml cannot be read", e);
    }
  }

  /** The schema of this name, with the others that it refers to. */
  private static JsonSchema schema(String name) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + name);
    root.set("components", DOCUMENT.path("components"));
    return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(root);
  }

  private static List<String> complaints(String schema, byte[] frame) throws IOException {
    List<String> complaints = new ArrayList<>();
    schema(schema).validate(JSON.readTree(frame)).forEach(each -> complaints.add(each.toString()));
    return complaints;
  }

  static Stream<ServerFrame> serverFrames() {
    return Stream.concat(
        FrameCodecTest.serverFrames(),
        FrameCodecTest.contents().map(content -> new ServerFrame.Receive(message(content))));
  }

  private static Message message(Content content) {
    return new Message(
        new ThreadId("g:42"),
        MessageId.of(1_800_000_000_123L, 16_383, 255),
        42,
        41,
        new UserId("ada"),
        new TempId("t-1"),
        content,
        5);
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void shouldDescribeWhatAServerSends(ServerFrame frame) throws IOException {
    assertThat(complaints("ServerFrame", FrameCodec.encode(frame))).isEmpty();
  }

  static Stream<ClientFrame> clientFrames() {
    return FrameCodecTest.clientFrames();
  }

  @ParameterizedTest
  @MethodSource("clientFrames")
  void shouldDescribeWhatAClientSends(ClientFrame frame) throws IOException {
    assertThat(complaints("ClientFrame", FrameCodec.encode(frame))).isEmpty();
  }

  @Test
  void shouldComplainOfAFrameThatIsNot() throws IOException {
    byte[] unknown = "{\"type\":\"HEARTBEAT\",\"new\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(complaints("ClientFrame", unknown)).isNotEmpty();
    assertThat(complaints("ServerFrame", unknown)).isNotEmpty();
  }

  @Test
  void shouldKnowEveryCodeAndHaveASampleOfEveryFrame() throws IOException {
    List<String> codes = new ArrayList<>();
    DOCUMENT
        .at("/components/schemas/Failure/properties/code/enum")
        .forEach(code -> codes.add(code.asText()));
    assertThat(codes)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ErrorCode.values()).map(ErrorCode::name).toList());
    TreeSet<String> described = new TreeSet<>();
    DOCUMENT.at("/components/messages").fieldNames().forEachRemaining(described::add);
    TreeSet<String> sampled = new TreeSet<>();
    for (String name : described) {
      JsonSchema schema = schema(name);
      for (byte[] sample : samples()) {
        if (schema.validate(JSON.readTree(sample)).isEmpty()) {
          sampled.add(name);
        }
      }
    }
    assertThat(sampled).isEqualTo(described);
  }

  private static List<byte[]> samples() {
    return Stream.concat(
            serverFrames().map(FrameCodec::encode), clientFrames().map(FrameCodec::encode))
        .toList();
  }
}
