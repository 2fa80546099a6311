/** Cytoscape.js, from the file that the build brings in, with the types that its package has. */

// In a variable, so that the checker reads the package's types and not the packed file.
const file = "../vendor/cytoscape/cytoscape.esm.min.mjs";

/** @type {typeof import("cytoscape")} */
export const cytoscape = (await import(file)).default;
