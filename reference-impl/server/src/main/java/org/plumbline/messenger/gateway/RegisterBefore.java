package org.plumbline.messenger.gateway;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.plumbline.messenger.account.Identity;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.SessionDirectory.Registration;
import org.plumbline.messenger.session.Session;

/**
 * {@code registration=sync}, the default: no device is greeted that the directory has not recorded.
 * While it is away, upgrades are refused, and there are no users whom nobody can reach.
 */
@Singleton
@Requires(property = RegistrationConfig.REGISTRATION, value = "sync", defaultValue = "sync")
final class RegisterBefore implements Registrar {

  private final SessionDirectory directory;
  private final Fence fence;

  RegisterBefore(SessionDirectory directory, Fence fence) {
    this.directory = directory;
    this.fence = fence;
  }

  @Override
  public Registration before(Identity identity) {
    return directory.register(identity.user(), identity.device());
  }

  @Override
  public void after(Session session, Registration registration) {
    registration.replaced().ifPresent(older -> fence.off(session, older));
  }
}
