/** The days that evidence speaks of: when something was said, and when it began or ended. */

/** @param {import("./found.js").Found} found @returns {string[]} */
export function datesOf(found) {
  const dates = [...found.witnesses.values()].flatMap(({ relationship, claims }) => [
    ...claims.map((claim) => claim.reported_on),
    ...(relationship ? Object.values(relationship.window) : []),
  ]);
  return [...new Set(dates.filter((each) => typeof each === "string").map(wholeDay))]
    .filter((each) => each > "1900")
    .toSorted();
}

/** The first day of a date that is known in part. @param {string} date */
function wholeDay(date) {
  return `${date}-01-01`.slice(0, 10).padEnd(10, "-01");
}
