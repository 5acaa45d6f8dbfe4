/** What `render: auto` needs, to be loaded in one piece: most runs render nothing. */
export { mergedScan } from './merged-scan.ts';
export { renderNamed } from './render.ts';
