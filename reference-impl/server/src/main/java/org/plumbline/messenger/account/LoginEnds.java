package org.plumbline.messenger.account;

import java.util.List;

/** Who must know that a login ended: what is open, or kept, on its strength has to go. */
public interface LoginEnds {

  /** This node ended the login: what any node has on its strength must go. Blocks. */
  void endedByThisNode(EndedLogin ended);

  /** This node learned of the end: what is open here must close. */
  void learned(EndedLogin ended);

  /** All of them, one after another. */
  static LoginEnds all(List<LoginEnds> told) {
    return new LoginEnds() {
      @Override
      public void endedByThisNode(EndedLogin ended) {
        told.forEach(each -> each.endedByThisNode(ended));
      }

      @Override
      public void learned(EndedLogin ended) {
        told.forEach(each -> each.learned(ended));
      }
    };
  }
}
