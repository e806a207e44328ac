package org.plumbline.simulations.load;

/** What may be asked of a load beside its profile. */
public enum LoadOption {
  NODES("--nodes"),
  CONNECTIONS("--connections"),
  RATE("--rate"),
  DURATION("--duration");

  private final String flag;

  LoadOption(String flag) {
    this.flag = flag;
  }

  /** As it is written on the command line. */
  public String flag() {
    return flag;
  }
}
