import { JSDOM } from 'jsdom';

import { EVERYTHING } from '../src/findings';
import type { Source } from '../src/scanner';
import { ApiError, type Api, type Finding, type ScanAnswer, type Sent } from '../src/types';

export { EVERYTHING };

/** A translation that is none: `__` and `_n` as JupyterLab's own null translator does them. */
export const trans = {
  __: (text: string, ...args: unknown[]) => put(text, args),
  _n: (one: string, many: string, n: number, ...args: unknown[]) => put(n === 1 ? one : many, [n, ...args])
} as never;

function put(text: string, args: unknown[]): string {
  return text.replace(/%(\d)/g, (_, i) => String(args[Number(i) - 1]));
}

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    entity: 'EMAIL_ADDRESS',
    kind: 'pii',
    score: 0.95,
    place: 'source',
    start: 0,
    end: 5,
    line: 1,
    fingerprint: 'f1',
    cell_id: 'a',
    context: 'write to [EMAIL_ADDRESS_1] soon',
    replaceable: true,
    ...more
  };
}

/** A document of plain strings: a cell holds one finding per `!` in it. */
export class Cells implements Source {
  path = 'a.ipynb';
  constructor(public texts: Record<string, string>) {}
  ids(): string[] {
    return Object.keys(this.texts);
  }
  json(id: string): string | null {
    return id in this.texts ? JSON.stringify({ source: this.texts[id] }) : null;
  }
  metadata(): Record<string, unknown> {
    return { title: 'x' };
  }
}

/** A server that answers when told to. */
export class FakeApi implements Api {
  asked: string[][] = [];
  metadata: unknown[] = [];
  /** What to throw at the next requests; null: answer. */
  errors: (Error | null)[] = [];
  hold: Promise<void> | null = null;

  async scan(_path: string, cells: Sent[], metadata: unknown, signal: AbortSignal): Promise<ScanAnswer> {
    this.asked.push(cells.map(cell => cell.id));
    this.metadata.push(metadata);
    await Promise.race([
      this.hold ?? Promise.resolve(),
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('stale', 'AbortError'))))
    ]);
    const error = this.errors.shift();
    if (error) {
      throw error;
    }
    const found = (cell: Sent): Finding[] =>
      [...cell.json.matchAll(/!/g)].map(match => finding({ cell_id: cell.id, start: match.index }));
    return {
      cells: Object.fromEntries(cells.map(cell => [cell.id, found(cell)])),
      notebook: [],
      unscanned: {},
      save: 'redact',
      seconds: 0
    };
  }
  status = (): never => fail();
  redact = (): never => fail();
  allow = (): never => fail();
  settings = (): never => fail();
}

function fail(): never {
  throw new ApiError(500, 'not here');
}

export const pace = { debounce: 1, idle: () => Promise.resolve() };

export function sleep(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms));
}

/** A document to put elements in. Gives its body. */
export function dom(): HTMLElement {
  const { window } = new JSDOM('<body></body>', { pretendToBeVisual: true });
  Object.assign(globalThis, {
    document: window.document,
    HTMLElement: window.HTMLElement,
    requestAnimationFrame: window.requestAnimationFrame
  });
  return window.document.body;
}

export function key(node: Element, name: string): void {
  const { KeyboardEvent } = node.ownerDocument.defaultView!;
  node.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
}
