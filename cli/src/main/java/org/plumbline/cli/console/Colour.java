package org.plumbline.cli.console;

/** The few colours that results use; each is always joined by a word that says the same. */
public enum Colour {
  GREEN("\u001b[32m"),
  RED("\u001b[31m"),
  YELLOW("\u001b[33m"),
  FAINT("\u001b[2m"),
  BOLD("\u001b[1m");

  static final String RESET = "\u001b[0m";

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
