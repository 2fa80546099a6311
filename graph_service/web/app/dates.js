/** The days that evidence speaks of: when something was said or taken back, and when it began, changed or ended. */

// Further away lie only the open ends of time.
const FIRST = "1900";
const LAST = "2200";

/** @param {import("./found.js").Found} found @returns {string[]} */
export function datesOf(found) {
  const dates = [
    ...[...found.claims.values()].map((claim) => claim.reported_on),
    ...found.retractions.map((retraction) => retraction.on),
    ...[...found.witnesses.values()].flatMap(({ relationship }) =>
      relationship ? [...Object.values(relationship.window), ...Object.values(relationship.spell)] : [],
    ),
  ];
  const days = new Set(dates.filter((each) => typeof each === "string").map(wholeDay));
  return [...days].filter((each) => each > FIRST && each < LAST).toSorted();
}

/** The first day of a date that is known in part. @param {string} date */
function wholeDay(date) {
  return `${date}-01-01`.slice(0, 10).padEnd(10, "-01");
}
