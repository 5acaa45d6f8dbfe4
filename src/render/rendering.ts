/** What `render: auto` and `include-charts` need, to be loaded in one piece: most runs have neither. */
export { chartSources } from './chart-sources.ts';
export { mergedScan, withUses } from './merged-scan.ts';
export { renderNamed } from './render.ts';
