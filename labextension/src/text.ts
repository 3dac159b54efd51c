/** Where things lie in a cell's text. The server counts code points, JavaScript UTF-16 units. */

import type { CellJson, Finding } from './types';

/** The UTF-16 offset of a code point offset. */
export function utf16(text: string, offset: number): number {
  let units = 0;
  for (let points = 0; points < offset && units < text.length; points++) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}

/** nbformat's multi-line strings: a list of pieces, or one string. */
export function joined(value: unknown): string {
  if (Array.isArray(value)) {
    return value.every(item => typeof item === 'string') ? value.join('') : '';
  }
  return typeof value === 'string' ? value : '';
}

/** The text that a place of a cell names, or '' where this side cannot tell. */
export function textAt(cell: CellJson, place: string): string {
  let node: unknown = cell;
  for (const [, word, index, key] of place.matchAll(/\.?([\w-]+)|\[(\d+)\]|\['([^']*)'\]/gy)) {
    const step = word ?? key ?? Number(index);
    if (typeof node !== 'object' || node === null) {
      return '';
    }
    node = (node as Record<string | number, unknown>)[step];
  }
  return joined(node);
}

/** The value itself, as it stands in the document that is on screen anyway; only ever highlighted. */
export function valueOf(cell: CellJson, finding: Finding): string {
  const text = textAt(cell, finding.place);
  return text.slice(utf16(text, finding.start), utf16(text, finding.end));
}

/** Which output a place lies in, or -1. */
export function outputOf(place: string): number {
  const match = /^outputs\[(\d+)\]/.exec(place);
  return match ? Number(match[1]) : -1;
}

export function inSource(finding: Finding): boolean {
  return finding.place === 'source' || finding.place.startsWith('source[');
}

/** The one change that turns one text into another: `before.slice(start, end)` becomes `text`. */
export function difference(before: string, after: string): { start: number; end: number; text: string } | null {
  if (before === after) {
    return null;
  }
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) {
    start++;
  }
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail++;
  }
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
