import { Signal, type ISignal } from '@lumino/signaling';

import { Findings } from './findings';
import { ApiError, type Api, type Metadata, type SaveMode, type Sent } from './types';

/** What is scanned: a notebook, or in tests a few strings. */
export interface Source {
  readonly path: string;
  /** The ids of all cells, those to be scanned first in front. */
  ids(): string[];
  /** The cell as JSON, or null if it has gone. */
  json(id: string): string | null;
  metadata(): Metadata;
}

export type ScanState =
  | 'waiting' // nothing was asked yet
  | 'scanning'
  | 'done'
  | 'failed' // asked again later
  | 'absent'; // the server has no nbguard

export interface Pace {
  /** Milliseconds of quiet before a scan. */
  debounce: number;
  /** Calls back when the browser has nothing better to do. */
  idle: () => Promise<void>;
}

/** Characters of JSON in the first request, which decides how soon something is seen, and in later ones. */
const FIRST = 120_000;
const MOST = 1_000_000;
const LONGEST_WAIT = 2_000;
const RETRY = [2_000, 10_000, 60_000];

/** Keeps the findings of one live document up to date, by sending only what changed. */
export class Scanner {
  readonly findings = new Findings();
  state: ScanState = 'waiting';
  /** What the server said when it could not scan; it never holds a value. */
  message = '';
  mode: SaveMode | null = null;

  private readonly _changed = new Signal<this, void>(this);
  private readonly _dirty = new Map<string, number>();
  private _clock = 0;
  private _metadata = true;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _since = 0;
  private _running: Promise<void> | null = null;
  private _inFlight: { ids: Set<string>; abort: AbortController } | null = null;
  private _limit = FIRST;
  private _most = MOST;
  private _failures = 0;
  private _wait = 0;
  private _seconds = 0;
  private _disposed = false;

  constructor(
    private readonly _api: Api,
    private readonly _source: Source,
    readonly pace: Pace
  ) {}

  /** Emitted when findings, state or mode changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Whether every change made so far was scanned. */
  get current(): boolean {
    return this._dirty.size === 0 && !this._metadata && this.state === 'done';
  }

  /** Note that cells changed. A request that asks about nothing but them is given up. */
  touch(ids: Iterable<string>, options: { metadata?: boolean; now?: boolean } = {}): void {
    this.mark(ids, options.metadata ?? false);
    if (this._inFlight?.ids.size && [...this._inFlight.ids].every(id => this._dirty.has(id))) {
      this._inFlight.abort.abort();
    }
    if (this.state === 'absent' && !options.now) {
      return;
    }
    if (options.now) {
      void this._run(); // not in a task of its own, which would wait for all that Lab has to draw
    } else {
      this._schedule(Math.max(this.pace.debounce, this._seconds * 2000));
    }
  }

  /** Note that cells changed, to be scanned with the next that are. */
  mark(ids: Iterable<string>, metadata = false): void {
    for (const id of ids) {
      this._dirty.set(id, ++this._clock);
    }
    this._metadata ||= metadata;
  }

  /** Forget the cells that have gone. */
  keep(ids: ReadonlySet<string>): void {
    const before = this.findings.count;
    this.findings.keep(ids);
    for (const id of [...this._dirty.keys()].filter(id => !ids.has(id))) {
      this._dirty.delete(id);
    }
    if (this.findings.count !== before) {
      this._changed.emit();
    }
  }

  /** Scan everything anew: the policy changed, or somebody asked. */
  rescan(): Promise<boolean> {
    this.touch(this._source.ids(), { metadata: true, now: true });
    return this.settle();
  }

  /** Scan what is not scanned yet; false where that could not be done. */
  async settle(): Promise<boolean> {
    for (let round = 0; round < 5 && !this.current && !this._disposed; round++) {
      await this._run();
      if (this.state === 'failed' || this.state === 'absent') {
        return false;
      }
    }
    return this.current;
  }

  dispose(): void {
    this._disposed = true;
    clearTimeout(this._timer);
    this._inFlight?.abort.abort();
    Signal.clearData(this);
  }

  private _schedule(delay: number): void {
    const now = Date.now();
    if (this._timer === undefined) {
      this._since = now;
    }
    clearTimeout(this._timer);
    // Output that never pauses must not put the scan off for ever.
    const wait = Math.min(delay, Math.max(0, this._since + Math.max(LONGEST_WAIT, delay) - now));
    this._timer = setTimeout(() => void this._run(), wait);
  }

  private _run(): Promise<void> {
    clearTimeout(this._timer);
    this._timer = undefined;
    this._running ??= this._round().finally(() => {
      this._running = null;
      if (!this._disposed && this.state !== 'absent' && this._dirty.size && this._timer === undefined) {
        this._schedule(this._pause());
      }
    });
    return this._running;
  }

  /** Milliseconds before what is left is tried. */
  private _pause(): number {
    const retry = RETRY[Math.min(this._failures, RETRY.length) - 1] ?? this.pace.debounce;
    return Math.max(retry, this._failures ? this._wait : 0);
  }

  private async _round(): Promise<void> {
    const todo = this._source.ids().filter(id => this._dirty.has(id));
    this._enter('scanning');
    try {
      while ((todo.length || this._metadata) && !this._disposed) {
        todo.unshift(...(await this._request(await this._batch(todo))));
        this._failures = 0;
        this._enter(todo.length ? 'scanning' : 'done');
      }
      this._enter('done');
    } catch (error) {
      this._failed(error);
    }
  }

  /** Take cells off the front until the request is full, a little at a time. */
  private async _batch(todo: string[]): Promise<{ cells: Sent[]; seen: Map<string, number> }> {
    const cells: Sent[] = [];
    const seen = new Map<string, number>();
    let size = 0;
    let slice = performance.now();
    if (this._limit !== FIRST) {
      // The first request is small, and does not wait until a large notebook is drawn.
      await this.pace.idle();
    }
    while (todo.length && size < this._limit) {
      const id = todo[0]!;
      const json = this._source.json(id);
      if (cells.length && size + (json?.length ?? 0) > this._limit) {
        break;
      }
      todo.shift();
      seen.set(id, this._dirty.get(id) ?? 0);
      if (json === null) {
        this._dirty.delete(id);
        continue;
      }
      cells.push({ id, json });
      size += json.length;
      if (performance.now() - slice > 8) {
        await this.pace.idle();
        slice = performance.now();
      }
    }
    return { cells, seen };
  }

  /** Ask about some cells. Gives those that have to be asked about again, fewer at a time. */
  private async _request({ cells, seen }: { cells: Sent[]; seen: Map<string, number> }): Promise<string[]> {
    const metadata = this._metadata ? this._source.metadata() : null;
    if (!cells.length && !metadata) {
      return [];
    }
    this._metadata = false;
    const abort = new AbortController();
    // What changes from here on is dirty again, and this answer no longer counts for it.
    seen.forEach((version, id) => this._dirty.get(id) === version && this._dirty.delete(id));
    this._inFlight = { ids: new Set(seen.keys()), abort };
    try {
      const answer = await this._api.scan(this._source.path, cells, metadata, abort.signal);
      for (const { id } of cells.filter(({ id }) => !this._dirty.has(id))) {
        this.findings.set(id, answer.cells[id] ?? [], answer.unscanned[id]);
      }
      if (metadata) {
        this.findings.set('', answer.notebook);
      }
      this.mode = answer.save;
      this._seconds = answer.seconds;
      this._limit = this._most;
      return [];
    } catch (error) {
      this._metadata ||= metadata !== null;
      return this._again(cells, error);
    } finally {
      this._inFlight = null;
    }
  }

  /** Put the cells of a failed request back, or say of one that is too large that it was not scanned. */
  private _again(cells: Sent[], error: unknown): string[] {
    const tooLarge = error instanceof ApiError && error.status === 413;
    if (tooLarge && cells.length === 1) {
      this.findings.set(cells[0]!.id, [], { 'too large': 1 });
      return [];
    }
    for (const { id } of cells) {
      this._dirty.set(id, this._dirty.get(id) ?? ++this._clock);
    }
    if (!tooLarge || !cells.length) {
      throw error;
    }
    const size = cells.reduce((sum, { json }) => sum + json.length, 0);
    this._limit = this._most = Math.max(1, Math.floor(size / 2));
    return cells.map(({ id }) => id);
  }

  private _failed(error: unknown): void {
    if (this._disposed || (error as Error).name === 'AbortError') {
      return;
    }
    const absent = error instanceof ApiError && error.status === 404;
    this._failures += 1;
    this._wait = error instanceof ApiError ? error.retryAfter * 1000 : 0;
    this.message = (error as Error).message;
    this._enter(absent ? 'absent' : 'failed');
  }

  private _enter(state: ScanState): void {
    if (!this._disposed) {
      this.state = state;
      this._changed.emit();
    }
  }
}
