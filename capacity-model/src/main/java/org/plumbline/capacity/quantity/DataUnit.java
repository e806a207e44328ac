package org.plumbline.capacity.quantity;

import java.util.Arrays;
import java.util.Optional;

/** The units of data that can be read only one way. */
public enum DataUnit {
  BYTE("B", 1, true),
  KB("kB", 1e3, true),
  MB("MB", 1e6, true),
  GB("GB", 1e9, true),
  TB("TB", 1e12, true),
  PB("PB", 1e15, true),
  EB("EB", 1e18, true),
  KIB("KiB", 0x1p10, false),
  MIB("MiB", 0x1p20, false),
  GIB("GiB", 0x1p30, false),
  TIB("TiB", 0x1p40, false),
  PIB("PiB", 0x1p50, false),
  BIT("bit", 1.0 / 8, false),
  KBIT("kbit", 1e3 / 8, false),
  MBIT("Mbit", 1e6 / 8, false),
  GBIT("Gbit", 1e9 / 8, false),
  TBIT("Tbit", 1e12 / 8, false);

  private final String symbol;
  private final double bytes;
  private final boolean shown;

  DataUnit(String symbol, double bytes, boolean shown) {
    this.symbol = symbol;
    this.bytes = bytes;
    this.shown = shown;
  }

  public String symbol() {
    return symbol;
  }

  public double bytes() {
    return bytes;
  }

  static Optional<DataUnit> ofSymbol(String symbol) {
    return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
  }

  static DataUnit readableFor(double bytes) {
    DataUnit best = BYTE;
    for (DataUnit unit : values()) {
      if (unit.shown && bytes >= unit.bytes) {
        best = unit;
      }
    }
    return best;
  }
}
