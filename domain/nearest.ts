/** The word that somebody most likely meant, or none if nothing comes close. */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const close = words
    .map((word) => ({ word, edits: editsBetween(plain(written), plain(word)) }))
    .filter(({ word, edits }) => edits < word.length && edits <= Math.max(2, word.length / 3))
    .toSorted((one, other) => one.edits - other.edits);
  return close.at(0)?.word;
}

/** Letter case, hyphens and underscores are how people mistype keys: they do not count. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '').slice(0, 64);
}

/** How many letters must be added, dropped or replaced (Levenshtein). */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (let column = 1; column <= other.length; column++) {
      const [left = 0, above = 0, corner = 0] = [next[column - 1], row[column], row[column - 1]];
      next.push(Math.min(left + 1, above + 1, corner + (letter === other[column - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
