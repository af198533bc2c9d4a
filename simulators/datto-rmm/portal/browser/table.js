// A long table: only the rows in view, and a few around them, are in the document.

const ROW_HEIGHT = 36;
const AROUND = 3;

/** `decorate(element, row)` is called for each row that is drawn. */
function createTable(decorate) {
  const viewport = one('[data-viewport]');
  const target = one('[data-rows]');
  let all = [];

  const spacer = (rows) => {
    const element = copyOf(one('[data-spacer]'));
    element.style.height = `${rows * ROW_HEIGHT}px`;
    return element;
  };
  const element = (row, at) => {
    const copy = copyOf(one('[data-row]'));
    copy.setAttribute('aria-rowindex', String(at + 2));
    for (const part of every('[data-part]', copy)) part.textContent = row[part.dataset.part];
    const link = one('[data-link]', copy);
    if (link) link.href = row.address;
    decorate(copy, row);
    return copy;
  };
  const draw = () => {
    const first = Math.max(0, Math.floor(viewport.scrollTop / ROW_HEIGHT) - AROUND);
    const last = Math.min(all.length, first + Math.ceil(viewport.clientHeight / ROW_HEIGHT) + 2 * AROUND);
    const rows = all.slice(first, last).map((row, at) => element(row, first + at));
    target.replaceChildren(spacer(first), ...rows, spacer(all.length - last));
    one('[data-table]').setAttribute('aria-rowcount', String(all.length + 1));
  };
  /** The rows are taken away and come back elsewhere: what was seen a moment ago is gone. */
  const moveAway = () => {
    setTimeout(() => target.replaceChildren(), 150);
    setTimeout(() => {
      draw();
      viewport.scrollTop = viewport.scrollHeight;
    }, 400);
  };
  let drawnAt = 0;
  viewport.addEventListener('scroll', () => {
    const at = Math.floor(viewport.scrollTop / ROW_HEIGHT);
    if (at === drawnAt) return;
    drawnAt = at;
    draw();
  });
  return {
    show: (rows) => {
      all = rows;
      viewport.scrollTop = 0;
      draw();
      if (page.rowsMove) moveAway();
    },
    redraw: draw,
  };
}

window.createTable = createTable;
