import { existsSync, readFileSync } from 'node:fs';

/**
 * What a page cites as a test and is none.
 * @param page Markdown that cites tests as `` `test/file.test.ts › title` ``, with the title as the file writes it (of a table
 *   with its placeholders, or one of its rows by the name that the row begins with), and hostile cases by their file
 */
export function missingTests(page: string): readonly string[] {
  return [...page.matchAll(/`(test\/[^`]+)`/g)].map(([, cited = '']) => cited).filter((cited) => !exists(cited));
}

function exists(cited: string): boolean {
  const [file = '', ...titles] = cited.split(' › ');
  if (!existsSync(file)) return false;
  if (titles.length === 0) return file.startsWith('test/hostile/cases/') || cited === 'test/docs/threat-model.test.ts';
  // A title is the first argument of a call or the first item of a table's row, on that line or the next.
  const source = readFileSync(file, 'utf8').replaceAll(/([([])\s+/g, '$1');
  return titles.every((title) =>
    ["'", '"', '`'].some((quote) => ['(', '['].some((open) => source.includes(`${open}${quote}${title}${quote},`))),
  );
}

/**
 * The rows of tables of threats (three columns, the third of them `test`) that cite no test and are not marked as open. What CI
 * checks by a command of package.json counts as a test.
 */
export function rowsWithoutTest(page: string): readonly string[] {
  const rows: string[] = [];
  let inTable = false;
  for (const line of page.split('\n')) {
    if (!line.startsWith('|')) inTable = false;
    else if (line.startsWith('| threat |')) inTable = true;
    else if (inTable && !line.startsWith('| ---') && !/`test\/|`npm run |\*\*open\*\*/.test(line)) rows.push(line);
  }
  return rows;
}
