/** Places for a graph with a few busy entities and many others around them. */

const ROOM = 74;

/**
 * The busy ones inside, the others in rings around them, in the order given; no third one stands on the line between
 * two busy ones and another.
 * @param {string[]} busy
 * @param {string[]} others
 * @param {number} wide the width of the place for it, over its height
 * @returns {Map<string, {x: number, y: number}>}
 */
export function rings(busy, others, wide) {
  const inner = busy.length > 1 ? Math.max(100, (busy.length * ROOM * 1.5) / (2 * Math.PI)) : 0;
  const placed = circle(busy, inner, 0, wide);
  let radius = inner + 150;
  let rest = others;
  while (rest.length) {
    const room = Math.max(8, Math.floor((2 * Math.PI * radius * wide) / (ROOM * 1.2)));
    // What is left is shared out evenly, so that the last ring isn't a few stragglers.
    const count = Math.ceil(rest.length / Math.ceil(rest.length / room));
    const here = rest.slice(0, count);
    const step = Math.PI / here.length;
    for (const [id, at] of circle(here, radius, here.length % 2 ? step / 2 : step, wide)) placed.set(id, at);
    rest = rest.slice(count);
    radius += 110;
  }
  return placed;
}

/** @param {string[]} ids @param {number} radius @param {number} start in radians @param {number} wide @returns {Map<string, {x: number, y: number}>} */
function circle(ids, radius, start, wide) {
  return new Map(
    ids.map((id, at) => {
      const angle = start + (2 * Math.PI * at) / ids.length;
      return [id, { x: wide * radius * Math.cos(angle), y: radius * Math.sin(angle) }];
    }),
  );
}
