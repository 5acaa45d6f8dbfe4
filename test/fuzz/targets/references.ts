import {
  formatReference,
  nameLength,
  nameOf,
  parseName,
  parseReference,
  saysVersion,
} from '../../../src/images/reference.ts';
import { law, same, type Target } from '../target.ts';

const HEX = '0123456789abcdef'.repeat(4);

/** The grammar as the distribution project writes it (https://github.com/distribution/reference, `regexp.go`), in one piece. */
const GRAMMAR = (() => {
  const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
  const domain = `(?:${label}(?:\\.${label})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?`;
  const component = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';
  const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*[:][0-9a-fA-F]{32,}';
  return new RegExp(`^((?:${domain}/)?${component}(?:/${component})*)(?::([\\w][\\w.-]{0,127}))?(?:@(${digest}))?$`);
})();

/** Image references: what is parsed is what the grammar takes, and means the same when it is written and read again. */
export const references: Target = {
  name: 'references',
  seeds: () => [
    'nginx',
    'library/nginx:1.27',
    `quay.io/a/b:1@sha256:${HEX}`,
    'localhost:5000/a',
    '[2001:db8::1]:5000/a/b',
    'registry.example.org:443/a/b__c/d-e.f:v1.0_x',
    'Docker.IO/nginx',
    'A/x',
    'index.docker.io/a',
    `a@sha512:${HEX}${HEX}`,
    HEX,
  ],
  tokens: () => [
    'docker.io',
    'library',
    'sha256',
    'sha384',
    HEX,
    'localhost',
    '__',
    '--',
    ':5000',
    'LOCALHOST',
    'Quay.io',
  ],
  check: (input) => {
    const reference = parseReference(input);
    const official = GRAMMAR.exec(input);
    saysVersion(input);
    if (reference === undefined) return;
    law('what is parsed is in the grammar', '', official !== null, () => JSON.stringify(input));
    const written = formatReference(reference);
    same('what is written is read as the same', '', parseReference(written), reference);
    same('a name is read as the same', '', parseName(nameOf(reference)), {
      registry: reference.registry,
      repository: reference.repository,
    });
    same('tag and digest stay', '', [reference.tag, reference.digest], [official[2], official[3]]);
    same('the name is what stands before tag and digest', '', input.slice(0, nameLength(input)), official[1]);
  },
  work: (input) => void parseReference(input),
};
