package org.plumbline.messenger.media.memory;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import org.plumbline.messenger.media.MediaStore;
import org.plumbline.messenger.media.MediaStoreContract;

@MicronautTest
@Property(name = "messenger.servers", value = "memory")
class InMemoryMediaStoreTest implements MediaStoreContract {

  private final MediaStore store;

  InMemoryMediaStoreTest(MediaStore store) {
    this.store = store;
  }

  @Override
  public MediaStore store() {
    return store;
  }
}
