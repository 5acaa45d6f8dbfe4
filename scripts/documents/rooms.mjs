// The picture of docs/architecture.md: the table of rooms, in Mermaid.
import { ROOMS } from '../rooms.mjs';

export const page = 'docs/architecture.md';
export const source = 'scripts/rooms.mjs';

/** Rooms that nearly all know are left out, so that the picture can be read. */
const LEFT_OUT = new Set(['base', 'sdk', 'clouds']);

/** All that a room reaches through those that it knows. */
function reached(room, seen = new Set()) {
  for (const known of ROOMS[room]) {
    if (seen.has(known)) continue;
    seen.add(known);
    reached(known, seen);
  }
  return seen;
}

/** The rooms that a room knows and does not also reach through another. */
function nearest(room) {
  const known = ROOMS[room].filter((other) => !LEFT_OUT.has(other));
  return known.filter((other) => !known.some((between) => between !== other && reached(between).has(other)));
}

export async function make() {
  const nameOf = (room) => room.replaceAll(/[/-]/g, '_');
  const rooms = Object.keys(ROOMS).filter((room) => !LEFT_OUT.has(room));
  const inManifests = rooms.filter((room) => room.startsWith('manifests/'));
  const node = (room) => `${nameOf(room)}["${room.replace('manifests/', '')}"]`;
  const lines = [
    'flowchart TD',
    ...rooms.filter((room) => !inManifests.includes(room)).map((room) => `  ${node(room)}`),
    '  subgraph inside [src/manifests]',
    ...inManifests.map((room) => `    ${node(room)}`),
    '  end',
    ...rooms.flatMap((room) => nearest(room).map((known) => `  ${nameOf(room)} --> ${nameOf(known)}`)),
  ];
  return ['```mermaid', ...lines, '```'].join('\n');
}
