/**
 * The rules of the house, checked over the whole repository: arrows between packages, and tidiness.
 *
 * <p>Each rule is shown to fail on a planted violation, because a rule that cannot fail protects
 * nothing.
 */
@NullMarked
package org.plumbline.house;

import org.jspecify.annotations.NullMarked;
