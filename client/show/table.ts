import { stripVTControlCharacters } from 'node:util';

/** Rows in columns that are as wide as their widest cell; colours do not count. */
export function table(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, width(cell));
    });
  }
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)));
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
}

/** A text that fits into a column; what is cut off is marked. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function width(text: string): number {
  return stripVTControlCharacters(text).length;
}
