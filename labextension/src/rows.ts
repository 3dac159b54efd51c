import { keyOf, passes, type Filter } from './findings';
import type { Finding } from './types';

/** One line of the panel: a cell's heading, or a finding under it. */
export type Row =
  | { kind: 'cell'; key: string; cell: string; number: number; count: number }
  | { kind: 'finding'; key: string; finding: Finding };

/** Heights in pixels, which the style sheet repeats: rows of known height need no measuring. */
export const HEIGHT = { cell: 26, finding: 48 } as const;

/** The rows that the filter leaves, under their cells' headings; `order` is the notebook's. */
export function rowsOf(findings: readonly Finding[], order: readonly string[], filter: Filter): Row[] {
  const numbers = new Map(order.map((id, i) => [id, i + 1]));
  const rows: Row[] = [];
  let head: (Row & { kind: 'cell' }) | undefined;
  for (const finding of findings.filter(finding => passes(finding, filter))) {
    const cell = finding.cell_id ?? '';
    if (head?.cell !== cell) {
      head = { kind: 'cell', key: `cell|${cell}`, cell, number: numbers.get(cell) ?? 0, count: 0 };
      rows.push(head);
    }
    head.count += 1;
    rows.push({ kind: 'finding', key: keyOf(finding), finding });
  }
  return rows;
}

/** Where each row begins, and at the end the height of them all. */
export function offsets(rows: readonly Row[]): number[] {
  const tops = [0];
  rows.forEach((row, i) => tops.push(tops[i]! + HEIGHT[row.kind]));
  return tops;
}

/** The first and the one past the last row that lie in a window, a few more on either side. */
export function visible(tops: readonly number[], top: number, height: number, spare = 6): [number, number] {
  const last = tops.length - 1;
  const from = Math.max(0, search(tops, top) - spare);
  const to = Math.min(last, search(tops, top + height) + 1 + spare);
  return [Math.min(from, last), Math.max(from, to)];
}

/** The last row that begins at or above `y`. */
function search(tops: readonly number[], y: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle]! <= y) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
