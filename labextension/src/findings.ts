import type { Finding } from './types';

/** What the panel is asked to show. */
export interface Filter {
  text: string;
  entity: string;
  kind: string;
}

export const EVERYTHING: Filter = { text: '', entity: '', kind: '' };

export const NONE: readonly Finding[] = [];

/** The findings of one notebook, by cell; `''` stands for the notebook's own metadata. */
export class Findings {
  private readonly _cells = new Map<string, Finding[]>();
  private readonly _unscanned = new Map<string, Record<string, number>>();

  /** Put what one cell holds in place of what it held. */
  set(cell: string, findings: Finding[], unscanned: Record<string, number> = {}): void {
    put(this._cells, cell, findings, findings.length);
    put(this._unscanned, cell, unscanned, Object.keys(unscanned).length);
  }

  /** Forget the cells that are no longer there. */
  keep(cells: ReadonlySet<string>): void {
    for (const map of [this._cells, this._unscanned]) {
      for (const cell of [...map.keys()]) {
        if (cell && !cells.has(cell)) {
          map.delete(cell);
        }
      }
    }
  }

  /** What one cell holds: the very same list until it is scanned again. */
  of(cell: string): readonly Finding[] {
    return this._cells.get(cell) ?? NONE;
  }

  get cells(): string[] {
    return [...this._cells.keys()];
  }

  get count(): number {
    let sum = 0;
    this._cells.forEach(findings => (sum += findings.length));
    return sum;
  }

  *all(): IterableIterator<Finding> {
    for (const findings of this._cells.values()) {
      yield* findings;
    }
  }

  /** What could not be read, by MIME type. */
  unscanned(): Record<string, number> {
    const sum: Record<string, number> = {};
    for (const counts of this._unscanned.values()) {
      for (const [mime, n] of Object.entries(counts)) {
        sum[mime] = (sum[mime] ?? 0) + n;
      }
    }
    return sum;
  }
}

/** How many findings of each entity (or kind), most first. */
export function tally(findings: Iterable<Finding>, by: 'entity' | 'kind' = 'entity'): [string, number][] {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    counts.set(finding[by], (counts.get(finding[by]) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

/** Whether the filter lets a finding through; text is looked for in its entity, place and context. */
export function passes(finding: Finding, filter: Filter): boolean {
  const { entity, kind, place, context } = finding;
  return (
    (!filter.entity || entity === filter.entity) &&
    (!filter.kind || kind === filter.kind) &&
    (!filter.text ||
      `${entity}\n${place}\n${context}`.toLowerCase().includes(filter.text.toLowerCase()))
  );
}

/** Tells one finding of a notebook from all others. */
export function keyOf(finding: Finding): string {
  const { cell_id, place, start, end, fingerprint } = finding;
  return [cell_id ?? '', place, start, end, fingerprint].join('|');
}

function put<T>(map: Map<string, T>, key: string, value: T, size: number): void {
  if (size) {
    map.set(key, value);
  } else {
    map.delete(key);
  }
}
