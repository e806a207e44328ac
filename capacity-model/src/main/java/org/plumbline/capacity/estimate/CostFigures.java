package org.plumbline.capacity.estimate;

import org.plumbline.capacity.quantity.DataUnit;
import org.plumbline.capacity.quantity.Money;
import org.plumbline.capacity.quantity.TimeSpan;

/** What it costs in a month, by a price file. */
final class CostFigures {
  private static final TimeSpan MONTH = TimeSpan.YEAR.times(1.0 / 12);
  private static final double GB = DataUnit.GB.bytes();
  private static final double MILLION = 1e6;

  private CostFigures() {}

  static void add(Inputs in, String currency, Figures out) {
    out.group("cost");
    double sent = out.value("client_out_average") + out.value("heartbeat_bandwidth");
    Money total = new Money(0, currency);
    for (Part part :
        new Part[] {
          new Part(
              "servers",
              "Chat servers",
              out.value("servers_needed"),
              "chat_server",
              "servers_needed"),
          new Part(
              "store", "Message store", out.value("store_disks") / GB, "store_gb", "store_disks"),
          new Part(
              "media", "Object store", out.value("media_disks") / GB, "media_gb", "media_disks"),
          new Part("cache", "Cache", out.value("cache_memory") / GB, "cache_gb", "cache_memory"),
          new Part(
              "egress",
              "Bytes to clients",
              sent * MONTH.seconds() / GB,
              "egress_gb",
              "(client_out_average + heartbeat_bandwidth) x 365/12 days"),
          new Part(
              "push",
              "Pushes",
              out.value("push_rate_average") * MONTH.seconds() / MILLION,
              "million_pushes",
              "push_rate_average x 365/12 days")
        }) {
      Money cost = new Money(part.amount * in.number(part.price), currency);
      out.add("cost_" + part.id, part.title, cost, part.formula + " x " + part.price);
      total = total.plus(cost);
    }
    out.add("cost_total", "In all", total, "sum of the above");
    out.add(
        "cost_per_user",
        "For each user",
        total.times(1 / in.number("users")),
        "cost_total / users");
  }

  /** One cause of cost: how much of it, and the field of its price. */
  private record Part(String id, String title, double amount, String price, String formula) {}
}
