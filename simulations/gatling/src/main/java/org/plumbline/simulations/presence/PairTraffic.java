package org.plumbline.simulations.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.plumbline.client.ClientRuntime;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.TempId;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.measure.SlicedHistogram;

/** Users 0 and 1, 2 and 3 and so on write to each other. */
final class PairTraffic implements OpenLoop.Journey, AutoCloseable {

  private static final String TEXT = "z".repeat(100);

  private final Crowd crowd;
  private final int users;
  private final OpenLoop loop;
  private final SlicedHistogram delivery;
  private final List<Phone> phones = new ArrayList<>();
  private final LongAdder delivered = new LongAdder();

  PairTraffic(Crowd crowd, int pairs, OpenLoop loop, SlicedHistogram delivery) {
    this.crowd = crowd;
    this.users = 2 * pairs;
    this.loop = loop;
    this.delivery = delivery;
  }

  void connect(ClientRuntime runtime) throws LoadFailure, InterruptedException {
    for (int user = 0; user < users; user++) {
      phones.add(Phone.connect(runtime, crowd.node(user), crowd.account(user)));
    }
  }

  long delivered() {
    return delivered.sum();
  }

  @Override
  public void go(int number, long intended) throws Exception {
    int sender = number % users;
    TempId tempId = new TempId("beside-" + number);
    var _ =
        phones
            .get(sender)
            .send(crowd.thread(sender, sender ^ 1), tempId, new Content.Text(TEXT))
            .get();
    Phone.Arrival arrival = phones.get(sender ^ 1).arrival(crowd.user(sender), tempId).get();
    delivered.increment();
    delivery.record(intended, loop.microsAt(arrival.nanos()) - intended);
  }

  @Override
  public void close() {
    phones.forEach(Phone::close);
  }
}
