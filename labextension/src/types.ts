/** What the server says and is asked; nothing here ever holds a value that was found. */

export type SaveMode = 'redact' | 'warn' | 'block' | 'off';

export const SAVE_MODES: readonly SaveMode[] = ['redact', 'warn', 'block', 'off'];

/** One sensitive value in one place of the notebook. Positions count code points. */
export interface Finding {
  entity: string;
  kind: string;
  score: number;
  place: string;
  start: number;
  end: number;
  line: number;
  fingerprint: string;
  cell_id: string | null;
  /** The text around it, masked by the server. */
  context: string;
  replaceable: boolean;
}

/** A cell as nbformat stores it. */
export type CellJson = Record<string, unknown> & { cell_type?: string };

export type Metadata = Record<string, unknown>;

export interface Status {
  version: string;
  save: SaveMode;
  pinned: boolean;
  policy: string;
  entities: string[];
  may: { allow: boolean; switch_off: boolean; reveal: boolean };
}

export interface ScanAnswer {
  cells: Record<string, Finding[]>;
  notebook: Finding[];
  unscanned: Record<string, Record<string, number>>;
  save: SaveMode;
  seconds: number;
}

/** Which findings to redact; null means all of them. */
export type Only =
  | null
  | { entity: string }
  | { fingerprints: string[] }
  | { cell_id: string | null; place: string; start: number; end: number };

export interface RedactAnswer {
  cells: Record<string, CellJson>;
  metadata: Metadata | null;
  redacted: number;
  left: number;
}

export type AllowHow = 'mark' | 'tag' | 'policy';

export interface AllowAnswer {
  cell?: CellJson;
  policy?: string;
}

/** A cell and its JSON, written out once. */
export interface Sent {
  id: string;
  json: string;
}

/** The server's end points, as the rest of the extension sees them. */
export interface Api {
  status(path: string): Promise<Status>;
  scan(path: string, cells: Sent[], metadata: Metadata | null, signal: AbortSignal): Promise<ScanAnswer>;
  redact(path: string, cells: Sent[], metadata: Metadata | null, only: Only): Promise<RedactAnswer>;
  allow(path: string, finding: Finding, cell: string, how: AllowHow): Promise<AllowAnswer>;
  settings(path: string, save: SaveMode | null): Promise<Status>;
}

/** An answer that is none: what the server says went wrong; ``status`` 0 where there was no answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Seconds to wait before asking again, where the server said. */
    readonly retryAfter = 0
  ) {
    super(message);
    this.name = 'ApiError';
  }
}
