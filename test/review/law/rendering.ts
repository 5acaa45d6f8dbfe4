import { parse } from 'yaml';
import { field, isObject, listField, stringField } from '../../../src/base/json.ts';

/** The images that the kinds of the law deploy, told without anything of the code that it judges. By place, so that each can be compared. */
export function rendered(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...texts].flatMap(([path, text]) => {
      const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
      const images = READERS.find(([pattern]) => pattern.test(path))?.[1](plain) ?? [];
      return images.map(([name, image]): [string, string] => [`${path} ${name}`, image]);
    }),
  );
}

type Named = readonly [name: string, image: string];

const READERS: readonly (readonly [RegExp, (text: string) => readonly Named[]])[] = [
  [
    /^(?:renamed\/)?pod\.yaml$/,
    (text) =>
      listField(parse(text), 'spec', 'containers').map((of) => [
        stringField(of, 'name') ?? '',
        stringField(of, 'image') ?? '',
      ]),
  ],
  [
    /^compose\.ya?ml$/,
    (text) =>
      entries(parse(text), 'services').map(([service, body]) => {
        const written = stringField(body, 'image') ?? '';
        return [service, /^\$\{\w+:-(.*)\}$/.exec(written)?.[1] ?? written];
      }),
  ],
  [
    /^(?:chart|far)\/values\.yaml$/,
    (text) =>
      entries(parse(text)).flatMap(([key, body]) => {
        const of = field(body, 'image');
        return isObject(of) ? [[key, `${of.registry}/${of.repository}:${of.tag}`] as const] : [];
      }),
  ],
  [
    /^kustomize\/kustomization\.yaml$/,
    (text) =>
      listField(parse(text), 'images').map((of) => [
        stringField(of, 'name') ?? '',
        `${stringField(of, 'newName')}:${stringField(of, 'newTag')}`,
      ]),
  ],
  [
    /^tags\/kustomization\.yaml$/,
    (text) =>
      listField(parse(text), 'images').map((of, index) => [
        `${index}`,
        `${stringField(of, 'newName') ?? stringField(of, 'name')}:${stringField(of, 'newTag')}`,
      ]),
  ],
  [
    /^Dockerfile$/,
    (text) => [...text.matchAll(/^FROM (\S+) AS (\S+)$/gm)].map(([, image = '', stage = '']) => [stage, image]),
  ],
  [
    /^\.github\/workflows\/ci\.yml$/,
    (text) => entries(parse(text), 'jobs').map(([job, body]) => [job, stringField(body, 'container') ?? '']),
  ],
];

function entries(value: unknown, ...path: readonly string[]): readonly (readonly [string, unknown])[] {
  const found = field(value, ...path);
  return Object.entries(isObject(found) ? found : {});
}

/** The image in the registry, for one that is not there yet; as Docker completes a short name. */
export function movedTo(image: string): string {
  const [path = ''] = image.split(/@|:(?=[^/]*$)/);
  const rest = image.slice(path.length);
  const slash = path.indexOf('/');
  const host = slash === -1 ? '' : path.slice(0, slash);
  if (host === 'contoso.azurecr.io') return image;
  const full = /[.:]/.test(host) ? path : `docker.io/${slash === -1 ? 'library/' : ''}${path}`;
  return `contoso.azurecr.io/${full}${rest}`;
}
