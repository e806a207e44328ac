package org.plumbline.messenger.account;

/** Who must know that a login ended: what is open on its strength has to close. */
public interface LoginEnds {

  /** This node ended the login: whatever node holds the device's session must close it. Blocks. */
  void endedByThisNode(EndedLogin ended);

  /** This node learned of the end: what is open here must close. */
  void learned(EndedLogin ended);
}
