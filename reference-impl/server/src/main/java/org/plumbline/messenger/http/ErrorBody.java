package org.plumbline.messenger.http;

import io.micronaut.serde.annotation.Serdeable;

/**
 * The body of every answer that is an error.
 *
 * @param code what happened, for programs: {@code NOT_A_MEMBER}
 * @param detail the same for people: the field, its value, what was expected
 */
@Serdeable
public record ErrorBody(String code, String detail) {}
