/** How the page looks, in light, in dark and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --bad: #b3261e; --warn: #8a5a00; --good: #1a6b34; --dim: #57606a; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --soft: #161b22; --bad: #ff8a80; --warn: #e3b341; --good: #6fdd8b; --dim: #9198a1; --link: #79b8ff; }
}
html { background: Canvas; color: CanvasText; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 100rem; padding: 1rem 1.5rem 4rem; }
h1 { font-size: 1.4rem; margin: 0; }
#verdict { font-size: 1.15rem; font-weight: 600; margin: .3rem 0; }
#glance { display: flex; flex-wrap: wrap; gap: 1rem 3rem; align-items: start; margin: 1rem 0; }
#glance p { margin: 0; }
form { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; padding: .6rem 0; background: Canvas; z-index: 1; }
form[hidden], tr[hidden] { display: none; }
input, select, button { font: inherit; }
input[type=search] { width: 22rem; max-width: 60vw; }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
#images { width: 100%; }
caption { text-align: start; font-weight: 600; padding: .4rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: start; vertical-align: top; }
thead th { background: var(--soft); white-space: nowrap; }
tbody th { font-weight: normal; }
th button { all: unset; cursor: pointer; font-weight: 600; }
th button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: ' \\2191'; }
th[aria-sort=descending] button::after { content: ' \\2193'; }
#images tbody th { min-width: 17rem; }
#images td:nth-child(2) { min-width: 14rem; }
#images td:nth-child(4) { min-width: 14rem; }
#images td:nth-child(6) { min-width: 8rem; }
#images td:nth-child(7) { min-width: 16rem; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
small { color: var(--dim); overflow-wrap: anywhere; }
ul { margin: 0; padding-inline-start: 1.1rem; }
summary { cursor: pointer; }
a { color: var(--link); }
meter { width: 12rem; vertical-align: middle; }
[data-look=fails], [data-look=refused], [data-look='not served'], [data-look=critical], [data-look=high] { color: var(--bad); font-weight: 600; }
[data-look=undecided], [data-look=unjudged], [data-look=served], [data-look=medium], [data-look=unknown], [data-look=new] { color: var(--warn); font-weight: 600; }
[data-look=passes], [data-look=stored] { color: var(--good); font-weight: 600; }
[data-look=none], [data-look=not-asked], [data-look='not pulled'], [data-look=low] { color: var(--dim); }
@media print {
  body { font-size: 10px; padding: 0; max-width: none; }
  form { display: none; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
`;

/** Where nothing runs, nothing unfolds rows: all are shown. */
export const WITHOUT_SCRIPT = '#images tr[hidden] { display: table-row; }';
