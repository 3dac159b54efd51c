import { PARTS, same, type Part } from './apply';
import type { CellJson, Metadata } from './types';

/** One thing that was done, as it was before and after; kept in memory only, and given up with the notebook. */
export interface Deed {
  redacted: number;
  cells: { id: string; before: CellJson; after: CellJson }[];
  metadata: { before: Metadata; after: Metadata } | null;
}

const MOST = 20;

/** What was redacted lately, so that it can be put back. */
export class Deeds {
  private readonly _deeds: Deed[] = [];

  push(deed: Deed): void {
    this._deeds.push(deed);
    this._deeds.splice(0, this._deeds.length - MOST);
  }

  pop(): Deed | undefined {
    return this._deeds.pop();
  }

  get last(): Deed | undefined {
    return this._deeds[this._deeds.length - 1];
  }
}

/** The parts that still are as the deed left them: what was edited or run since stays as it is. */
export function untouched(now: CellJson, before: CellJson, after: CellJson): Part[] {
  return PARTS.filter(part => same(now, after, part) && !same(before, after, part));
}
