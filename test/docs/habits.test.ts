import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { isObject, listField, stringField } from '../../src/base/json.ts';

const FOLDER = '.github/ISSUE_TEMPLATE';
const FORMS = readdirSync(FOLDER).filter((name) => name !== 'config.yml');

/**
 * What GitHub's forms of issues must have
 * (https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema).
 */
function faultsOf(form: unknown): readonly string[] {
  const ids = new Set<string>();
  return [
    ...['name', 'description'].filter((key) => stringField(form, key) === undefined).map((key) => `has no ${key}`),
    ...listField(form, 'body').flatMap((item, index): readonly string[] => {
      const type = stringField(item, 'type');
      if (type === 'markdown')
        return stringField(item, 'attributes', 'value') === undefined ? [`${index} says nothing`] : [];
      const id = stringField(item, 'id') ?? '';
      const faults = [];
      if (!['input', 'textarea', 'dropdown', 'checkboxes'].includes(type ?? '')) faults.push(`${index} is of no type`);
      if (!/^[\w-]+$/.test(id) || ids.has(id)) faults.push(`${index} has no id of its own`);
      if (stringField(item, 'attributes', 'label') === undefined) faults.push(`${index} has no label`);
      if (type === 'dropdown' && listField(item, 'attributes', 'options').length < 2)
        faults.push(`${index} is no choice`);
      ids.add(id);
      return faults;
    }),
  ];
}

describe('the forms of issues', () => {
  it.each(FORMS)('%s is one that GitHub takes', (name) => {
    const form: unknown = load(readFileSync(`${FOLDER}/${name}`, 'utf8'));
    expect(isObject(form)).toBe(true);
    expect(listField(form, 'body').length).toBeGreaterThan(1);
    expect(faultsOf(form)).toEqual([]);
  });

  it('use labels that a release sorts by', () => {
    const labels = FORMS.flatMap((name) => listField(load(readFileSync(`${FOLDER}/${name}`, 'utf8')), 'labels'));
    const sorted = listField(load(readFileSync('.github/release.yml', 'utf8')), 'changelog', 'categories').flatMap(
      (category) => listField(category, 'labels'),
    );
    expect([...new Set(labels)].filter((label) => label !== 'good first issue' && !sorted.includes(label))).toEqual([]);
  });

  it('tell what is wrong with a form that is not', () => {
    expect(faultsOf({ name: 'x', body: [{ type: 'dropdown', id: 'a', attributes: { options: ['one'] } }] })).toEqual([
      'has no description',
      '0 has no label',
      '0 is no choice',
    ]);
  });
});
