/** The table of upstreams, from the one that the program uses. */
import { UPSTREAM_SOURCES, UPSTREAMS } from '../../src/images/upstreams.ts';

export const page = 'docs/upstreams.md';
export const source = 'src/images/upstreams.ts';

const WORDS = { none: 'none is taken', optional: 'may have one', required: 'required' };

export function make(): string {
  const rows = UPSTREAMS.map(({ host, authentication, open, source: name }) => {
    const { checked, title, url } = UPSTREAM_SOURCES[name];
    return `| \`${host}\` | ${WORDS[authentication]} | ${open ? 'yes' : 'only where `upstreams` says so'} | ${checked} | [${title}](${url}) |`;
  });
  return ['| host | credential set | public | checked | source |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}
