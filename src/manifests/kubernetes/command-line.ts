import { isCertainImage, isPossibleImage } from '../references/certainty.ts';
import { isImageVariable } from '../references/image-keys.ts';
import { namesMadeImage } from '../references/made-image.ts';
import { scriptFacts } from '../shell/script-text.ts';
import type { YamlNode, YamlScalar } from '../yaml/nodes.ts';
import type { UseCollector } from './use-collector.ts';

/** Images in the items of `args` or `command`: `--flag=ref`, `NAME=ref`, a flag and the item after it, or a reference alone. */
export function commandLineImages(items: readonly YamlNode[], collector: UseCollector): void {
  let before = '';
  let pushes = false;
  for (const item of items) {
    if (item.type !== 'scalar') {
      before = '';
      continue;
    }
    const flag = leadingFlag(item);
    if (/^-\w{0,4}c$/.test(before)) collector.take(scriptFacts(collector.file, item, collector.kind));
    if (flag === undefined) {
      if (!pushes && !namesMadeImage(before) && isArgument(before, item.value)) collector.literal(item, 'arg');
    } else if (!namesMadeImage(flag.name) && isArgument(flag.name, item.value.slice(flag.length))) {
      collector.literal(item, 'arg', flag.length);
    }
    pushes ||= /^(?:push|tag|build)$/.test(item.value);
    before = item.value.startsWith('-') && !item.value.includes('=') ? item.value : '';
  }
}

/** The flag or name that an item begins with (`--a=`, `A=`, `--a=B=`). */
function leadingFlag({ value }: YamlScalar): { readonly name: string; readonly length: number } | undefined {
  const match = /^(?:--?)?[A-Za-z][\w.-]*=(?:[A-Za-z][\w-]*=)?/.exec(value);
  return match === null
    ? undefined
    : { name: match[0].replaceAll('=', '-').replace(/-$/, ''), length: match[0].length };
}

/** Whether an argument is an image: by its flag's name, or beyond doubt. */
function isArgument(flag: string, text: string): boolean {
  const name = flag.replace(/^-+/, '');
  return isCertainImage(text) || (isImageVariable(name) && isPossibleImage(text, name));
}

/** Images in `env`: `RELATED_IMAGE_X` and others whose name says so, or values that can be nothing else. */
export function environmentImages(items: readonly YamlNode[], collector: UseCollector): void {
  for (const item of items) {
    if (item.type !== 'mapping') continue;
    let name = '';
    let value: YamlScalar | undefined;
    for (const entry of item.entries) {
      if (entry.key.type !== 'scalar' || entry.value.type !== 'scalar') continue;
      if (entry.key.value === 'name') name = entry.value.value;
      if (entry.key.value === 'value') value = entry.value;
    }
    if (value === undefined) continue;
    if (isVariableImage(name, value.value)) collector.literal(value, 'env');
    else if (/image/i.test(name) && !namesMadeImage(name)) collector.listed(value, 'env');
  }
}

function isVariableImage(name: string, value: string): boolean {
  if (name.startsWith('RELATED_IMAGE_')) return isPossibleImage(value, 'image');
  return !namesMadeImage(name) && isArgument(name, value);
}
