import { buildClaim } from '../../images/built-here.ts';
import { parseReference } from '../../images/reference.ts';
import { mountedImage } from '../languages/mount-option.ts';
import type { Fact } from '../model/fact.ts';
import type { TextKind } from '../model/kind.ts';
import { literalUse, templatedUse } from '../references/literal-use.ts';
import type { SourceFile } from '../source/source.ts';

/**
 * Podman's systemd units: `Image=` of containers, images and volumes, images that a container mounts; what a `.build` unit makes is built here
 * (https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html).
 */
export const quadlet: TextKind = {
  name: 'quadlet',
  format: 'text',
  recognises: (path) => /\.(?:container|image|volume|build)$/.test(path),
  accepts: (file) => SECTION.test(file.text),
  extract: extractUnit,
};

const SECTION = /^\[(?:Container|Image|Volume|Build)\][ \t\r]*$/m;
const LINE = /^(?:\[(?<section>[^\]\r\n]+)\]|(?<key>Image|ImageTag|Mount)[ \t]*=[ \t]*)(?<value>[^\r\n]*)/gm;

function extractUnit(file: SourceFile): readonly Fact[] {
  const facts: Fact[] = [];
  let section = '';
  for (const { 0: line, index, groups } of file.text.matchAll(LINE)) {
    if (groups?.section !== undefined) {
      section = groups.section;
      continue;
    }
    const value = groups?.value?.trimEnd() ?? '';
    const start = index + line.length - (groups?.value?.length ?? 0);
    if (groups?.key === 'ImageTag') facts.push(...builtFacts(section, value));
    else if (groups?.key === 'Mount') facts.push(...mountFacts(file, section, start, value));
    else facts.push(...imageFacts(file, section, start, value));
  }
  return facts;
}

function builtFacts(section: string, value: string): readonly Fact[] {
  const reference = section === 'Build' ? parseReference(value) : undefined;
  return reference === undefined ? [] : [{ type: 'built-here', claim: buildClaim(reference) }];
}

/** `Mount=type=image,source=…`; a backslash at the end of a line goes on with the next, where the image is not looked for. */
function mountFacts(file: SourceFile, section: string, start: number, text: string): readonly Fact[] {
  const image = section === 'Container' ? mountedImage(file.text, { start, end: start + text.length }) : undefined;
  return image === undefined ? [] : imageFacts(file, section, image.start, file.text.slice(image.start, image.end));
}

function imageFacts(file: SourceFile, section: string, start: number, text: string): readonly Fact[] {
  const inSection = section === 'Container' || section === 'Image' || section === 'Volume';
  // `Image=web.build` and `Image=web.image` name another unit.
  if (!inSection || text === '' || /\.(?:build|image)$/.test(text)) return [];
  const place = { file, start, text, kind: 'quadlet', part: 'whole' } as const;
  if (/[%$]/.test(text)) return [{ type: 'use', use: templatedUse(place, 'systemd fills in a part of it') }];
  const use = literalUse(place);
  return use === undefined ? [] : [{ type: 'use', use }];
}
