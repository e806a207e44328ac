// Times as people read them, in the language of the page's reader.

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const SHORT_DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

export const clock = (millis) => CLOCK.format(millis);

const dayOf = (millis) => new Date(millis).toDateString();

/** "Today", "Yesterday", or the day's name and date. */
export function day(millis) {
  if (dayOf(millis) === dayOf(Date.now())) {
    return "Today";
  }
  return dayOf(millis) === dayOf(Date.now() - 86_400_000) ? "Yesterday" : DAY.format(millis);
}

/** The time for today, the date for earlier. */
export const brief = (millis) =>
  dayOf(millis) === dayOf(Date.now()) ? CLOCK.format(millis) : SHORT_DAY.format(millis);

export function lastSeen(millis) {
  const minutes = Math.floor((Date.now() - millis) / 60_000);
  if (minutes < 1) {
    return "last seen just now";
  }
  if (minutes < 60) {
    return `last seen ${minutes} min ago`;
  }
  return dayOf(millis) === dayOf(Date.now())
    ? `last seen at ${CLOCK.format(millis)}`
    : `last seen ${SHORT_DAY.format(millis)} at ${CLOCK.format(millis)}`;
}

export function size(bytes) {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
