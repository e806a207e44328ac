package org.plumbline.messenger.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.history.shards.Phase;
import org.plumbline.messenger.history.shards.ShardMapUnavailable;
import org.plumbline.messenger.history.shards.Shards;
import org.plumbline.messenger.http.RequestRefused;

/**
 * {@code GET /admin/v1/shards} and {@code POST /admin/v1/shards/rebalance}, with the operator's
 * secret in {@code X-Admin-Token}.
 */
@SecurityRequirement(name = OperatorFilter.SECRET)
@Controller("/admin/v1/shards")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ShardController {

  private final Shards shards;

  ShardController(Shards shards) {
    this.shards = shards;
  }

  @Get
  ShardList list() {
    Shards.Overview overview = reached(shards::overview);
    List<ShardPlace> places =
        overview.placements().stream()
            .map(each -> new ShardPlace(each.shard(), each.phase().label(), each.from(), each.to()))
            .toList();
    return new ShardList(
        overview.stores().entrySet().stream()
            .map(store -> new StoreShare(store.getKey(), store.getValue()))
            .toList(),
        Math.toIntExact(
            overview.placements().stream().filter(each -> each.phase() != Phase.SETTLED).count()),
        overview.mover().orElse(null),
        places);
  }

  @Post("/rebalance")
  Planned rebalance() {
    try {
      return new Planned(reached(shards::rebalance));
    } catch (Shards.NodesDiffer e) {
      throw RequestRefused.of(HttpStatus.CONFLICT, "NODES_DIFFER", String.valueOf(e.getMessage()));
    }
  }

  private static <T> T reached(Supplier<T> work) {
    try {
      return work.get();
    } catch (ShardMapUnavailable e) {
      throw RequestRefused.unavailable(
          "the map of the shards cannot be reached now", AdminConfig.RETRY_AFTER, e);
    }
  }

  /**
   * The answer to the list.
   *
   * @param unsettled shards that are on their way, or wait for it
   * @param mover the node that moves shards now, or null
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ShardList(
      List<StoreShare> stores, int unsettled, @Nullable String mover, List<ShardPlace> shards) {}

  /**
   * One store.
   *
   * @param shards how many are read from it
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record StoreShare(String store, int shards) {}

  /**
   * One shard.
   *
   * @param phase settled, planned, copying, switching or clearing
   * @param from the store that it is in, or leaves
   * @param to the store that it goes to; the same one when it is settled
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record ShardPlace(int shard, String phase, String from, String to) {}

  /**
   * The answer to a rebalancing.
   *
   * @param planned shards that will be moved for this call
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Planned(int planned) {}
}
