package org.plumbline.capacity.claim;

import java.util.List;

/**
 * One of the findings that an architect should read first; its figures are those of the claims.
 *
 * @param number 1 to 15
 * @param title what is wrong or missing, without a figure
 * @param claims ids of the claims that show it, the most telling first
 */
public record Headline(int number, String title, List<String> claims) {
  public Headline {
    claims = List.copyOf(claims);
  }
}
