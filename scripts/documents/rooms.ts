// The picture of docs/architecture.md: the table of rooms, in Mermaid.
import { ROOMS } from '../rooms.ts';

export const page = 'docs/architecture.md';
export const source = 'scripts/rooms.ts';

/** Rooms that nearly all know are left out, so that the picture can be read. */
const LEFT_OUT = new Set(['base', 'sdk', 'clouds']);

function knownTo(room: string): readonly string[] {
  const known = ROOMS[room];
  if (known === undefined) throw new Error(`the table of rooms has no ${room}`);
  return known;
}

/** All that a room reaches through those that it knows. */
function reached(room: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const known of knownTo(room)) {
    if (seen.has(known)) continue;
    seen.add(known);
    reached(known, seen);
  }
  return seen;
}

/** The rooms that a room knows and does not also reach through another. */
function nearest(room: string): readonly string[] {
  const known = knownTo(room).filter((other) => !LEFT_OUT.has(other));
  return known.filter((other) => !known.some((between) => between !== other && reached(between).has(other)));
}

export function make(): string {
  const nameOf = (room: string) => room.replaceAll(/[/-]/g, '_');
  const rooms = Object.keys(ROOMS).filter((room) => !LEFT_OUT.has(room));
  const inManifests = rooms.filter((room) => room.startsWith('manifests/'));
  const node = (room: string) => `${nameOf(room)}["${room.replace('manifests/', '')}"]`;
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
