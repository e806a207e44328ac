package org.plumbline.messenger.gateway;

import org.plumbline.messenger.account.Identity;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.SessionDirectory.Registration;
import org.plumbline.messenger.session.Session;

/** When a session is recorded in the directory, and so from when on its device can be found. */
interface Registrar {

  /**
   * Before the device is greeted; may block.
   *
   * @return the epoch that the session has
   * @throws DirectoryUnavailable when the device must not be greeted
   */
  Registration before(Identity identity);

  /** After the device was greeted; may block, on a thread of its own. */
  void after(Session session, Registration registration);
}
