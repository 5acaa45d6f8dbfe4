import type { TextKind } from '../model/kind.ts';
import { builtFacts } from '../references/built-here.ts';
import { baseName } from '../source/paths.ts';

/** Tilt (https://docs.tilt.dev/api.html): what its files build. They are programs, and name no images to pull in a known place. */
export const tilt: TextKind = {
  format: 'text',
  name: 'tilt',
  recognises: (path) => /^Tiltfile(?:\.[\w.-]+)?$|\.tiltfile$/i.test(baseName(path)),
  extract: ({ text }) => {
    const calls = text.matchAll(BUILD);
    return builtFacts(Array.from(calls, (call) => call[1] ?? call[2] ?? ''));
  },
};

/** A call at the beginning of a line or within one that is no comment. */
const BUILD =
  /^[^#\n]{0,200}?\b(?:docker_build|custom_build|docker_build_with_restart|custom_build_with_restart|docker_build_sub|ko_build)[ \t]*\(\s*(?:ref[ \t]*=[ \t]*)?(?:'([^'\n]{1,300})'|"([^"\n]{1,300})")/gm;
