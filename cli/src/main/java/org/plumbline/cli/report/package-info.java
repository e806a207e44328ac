/**
 * The report of a run as one offline HTML file, and as JUnit XML.
 *
 * <p>Pure functions from what a run folder holds to text. Every text from outside passes {@link
 * org.plumbline.cli.report.Markup}, which escapes it; nothing in a page refers to anything outside
 * the file.
 */
@NullMarked
package org.plumbline.cli.report;

import org.jspecify.annotations.NullMarked;
