/**
 * What runs in the page itself: search, one filter, sorting by a column, and everything unfolded on paper. It reads what stands in the
 * table and only hides and moves rows; it makes no element of any text. `npm run docs` makes src/report/page/browser-script.ts of it.
 */

const table = document.querySelector<HTMLTableElement>('#images');
const form = document.querySelector<HTMLFormElement>('#find');
const body = table?.tBodies[0];

if (table && form && body) {
  let rows = [...body.rows].map((element) => ({ element, text: (element.textContent ?? '').toLowerCase() }));
  form.hidden = false;

  /** Rows by what the filter names. */
  const isShown: Readonly<Record<string, (data: DOMStringMap) => boolean>> = {
    fails: ({ state }) => state === 'failed',
    refused: ({ rule }) => rule === 'refused',
    open: ({ state = '' }) => !['failed', 'passed', 'exempt', 'not asked'].includes(state),
  };

  const told = form.querySelector('output');
  const more = form.querySelector('button');
  /** How many rows are laid out at once: a table of thousands takes a browser seconds. */
  const step = Number(form.dataset.most);
  let most = step;

  const show = () => {
    const given = new FormData(form);
    const words = String(given.get('words')).toLowerCase().split(/\s+/).filter(Boolean);
    const isWanted = isShown[String(given.get('only'))] ?? (() => true);
    let found = 0;
    for (const { element, text } of rows) {
      const fits = isWanted(element.dataset) && words.every((word) => text.includes(word));
      if (fits) found++;
      const folds = !fits || found > most;
      if (element.hidden !== folds) element.hidden = folds;
    }
    const all = found === rows.length ? `${found} images` : `${found} of ${rows.length} images`;
    if (told) told.value = found > most ? `${all}, the first ${most} shown` : all;
    if (more) more.hidden = found <= most;
  };
  form.addEventListener('input', () => {
    most = step;
    show();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  more?.addEventListener('click', () => {
    most += step;
    show();
  });
  window.addEventListener('beforeprint', () => {
    most = rows.length;
    show();
  });
  // A browser that goes back fills the form in again.
  show();

  const heads = [...table.querySelectorAll<HTMLTableCellElement>('thead th')];
  const order = new Intl.Collator('en', { numeric: true });
  const keyOf = (row: HTMLTableRowElement, column: number) => {
    const cell = row.cells[column];
    return cell?.dataset.sort ?? cell?.textContent ?? '';
  };
  for (const [column, head] of heads.entries()) {
    head.querySelector('button')?.addEventListener('click', () => {
      const sign = head.ariaSort === 'ascending' ? -1 : 1;
      for (const other of heads) other.removeAttribute('aria-sort');
      head.ariaSort = sign === 1 ? 'ascending' : 'descending';
      const keyed = rows.map((row) => ({ row, key: keyOf(row.element, column) }));
      keyed.sort((one, other) => sign * order.compare(one.key, other.key));
      rows = keyed.map(({ row }) => row);
      show();
      body.append(...rows.map(({ element }) => element));
    });
  }
}

for (const [event, open] of [
  ['beforeprint', true],
  ['afterprint', false],
] as const) {
  window.addEventListener(event, () => {
    for (const fold of document.querySelectorAll('details')) fold.open = open;
  });
}
