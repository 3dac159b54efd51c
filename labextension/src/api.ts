import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import {
  ApiError,
  type AllowAnswer,
  type AllowHow,
  type Api,
  type Finding,
  type Metadata,
  type Only,
  type RedactAnswer,
  type SaveMode,
  type ScanAnswer,
  type Sent,
  type Status
} from './types';
import { body } from './wire';

/** The end points under `nbguard/api/`, with the server's own authentication and XSRF. */
export class RestApi implements Api {
  constructor(private readonly _settings: ServerConnection.ISettings) {}

  status(path: string): Promise<Status> {
    return this._ask<Status>(`status?path=${encodeURIComponent(path)}`, { method: 'GET' });
  }

  scan(path: string, cells: Sent[], metadata: Metadata | null, signal: AbortSignal): Promise<ScanAnswer> {
    return this._post('scan', body(path, cells, metadata), signal);
  }

  redact(path: string, cells: Sent[], metadata: Metadata | null, only: Only): Promise<RedactAnswer> {
    return this._post('redact', body(path, cells, metadata, { only }));
  }

  allow(path: string, finding: Finding, cell: string, how: AllowHow): Promise<AllowAnswer> {
    const { cell_id, place, start, end } = finding;
    const rest = JSON.stringify({ path, cell_id, place, start, end, how });
    return this._post('allow', `${rest.slice(0, -1)},"cell":${cell}}`);
  }

  settings(path: string, save: SaveMode | null): Promise<Status> {
    return this._ask('settings', { method: 'PUT', body: JSON.stringify({ path, save }) });
  }

  private _post<T>(verb: string, text: string, signal?: AbortSignal): Promise<T> {
    return this._ask(verb, { method: 'POST', body: text, signal: signal ?? null });
  }

  private async _ask<T>(verb: string, init: RequestInit): Promise<T> {
    const url = URLExt.join(this._settings.baseUrl, 'nbguard/api') + '/' + verb;
    let response: Response;
    try {
      response = await ServerConnection.makeRequest(url, init, this._settings);
    } catch (error) {
      if (init.signal?.aborted) {
        throw new DOMException('stale', 'AbortError');
      }
      throw new ApiError(0, (error as Error).message);
    }
    const answer = (await response.json().catch(() => ({}))) as T & { message?: string };
    if (!response.ok) {
      const wait = Number(response.headers.get('Retry-After') ?? 0) || 0;
      throw new ApiError(response.status, answer.message ?? response.statusText, wait);
    }
    return answer;
  }
}
