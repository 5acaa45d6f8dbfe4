// What dependency-cruiser holds src/ to: no circle, types counted too, and no arrow that the table of rooms does not have.
// Plain JavaScript, since that is what dependency-cruiser takes.
import { filesOf, ROOMS } from './rooms.ts';

const rooms = Object.entries(ROOMS).map(([room, known]) => ({
  name: `room-${room}`,
  comment: `${room} may know ${known.join(', ') || 'no other room'} (scripts/rooms.ts)`,
  severity: 'error',
  from: { path: filesOf(room) },
  to: { path: '^src/', pathNot: [room, ...known].map(filesOf) },
}));

const everyRoom = Object.keys(ROOMS).map(filesOf);

export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'files that need each other are one file, or lack a third',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'a-room-for-every-file',
      comment: 'a file of src/ that belongs to no room (scripts/rooms.ts)',
      severity: 'error',
      from: { path: '^src/', pathNot: everyRoom },
      to: {},
    },
    ...rooms,
  ],
  options: { parser: 'swc', tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
