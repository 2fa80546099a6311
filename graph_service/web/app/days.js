/** Days as ISO text, and as numbers that a slider can go over. */

const DAY_MS = 86_400_000;

export function today() {
  return new Date().toISOString().slice(0, 10);
}

/** Days since 1970. @param {string} iso */
export function toNumber(iso) {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
}

/** @param {number} days since 1970 */
export function toDay(days) {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}
