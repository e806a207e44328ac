package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What is around the chat: polling, metrics. */
final class SurroundingProbes {

  private static final List<String> WATCHED =
      List.of(
          "messenger_redis_hit_ratio",
          "messenger_daily_active_users",
          "process_cpu_usage",
          "jvm_memory_used_bytes",
          "messenger_consumer_lag_records");

  private SurroundingProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "monitored",
            "Redis' hit rate, processor, memory, daily users and the log's lag are metrics of"
                + " every node.",
            SurroundingProbes::monitored),
        new Probe(
            "polling_is_an_alternative",
            "A client without a socket gets its messages by short and by long polling.",
            SurroundingProbes::polling));
  }

  private static void monitored(World world) throws Exception {
    for (int node = 0; node < 2; node++) {
      Calls.Answer scraped = world.stranger(node).get("/prometheus");
      for (String metric : WATCHED) {
        ProbeFailed.unless(
            scraped.body().lines().anyMatch(line -> line.startsWith(metric)),
            "no " + metric + " on node " + node);
      }
    }
  }

  private static void polling(World world) throws Exception {
    World.Pair pair = world.friends();
    JsonNode opened = pair.bob().at(1).post("/poll/v1/open", Map.of()).expect(200);
    String session = opened.path("session").asText();
    long ack = opened.path("ack").asLong();
    pair.ada()
        .at(0)
        .post(
            "/user/v1/chat/message/send",
            Map.of("recipient_id", pair.bob().name(), "content", "by poll"))
        .expect(200);
    String heard = "";
    for (int polls = 0; polls < 20 && !heard.contains("by poll"); polls++) {
      int wait = polls % 2 == 0 ? 0 : 5;
      JsonNode answer =
          pair.bob()
              .at(1)
              .get("/poll/v1/frames?session=" + session + "&after=" + ack + "&wait=" + wait)
              .expect(200);
      ack = answer.path("ack").asLong();
      heard += answer.path("frames").toString();
    }
    ProbeFailed.unless(heard.contains("by poll"), "heard only " + heard);
  }
}
