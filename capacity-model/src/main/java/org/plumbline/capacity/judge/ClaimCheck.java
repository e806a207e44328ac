package org.plumbline.capacity.judge;

/** Decides a claim: a pure function of what the question holds. */
@FunctionalInterface
interface ClaimCheck {
  Judgement judge(Question question);
}
