import type { Metadata, Sent } from './types';

/** The request's JSON; cells are large, so each is written out only once, by whoever read it. */
export function body(path: string, cells: Sent[], metadata: Metadata | null, more: object = {}): string {
  const head = JSON.stringify({ path, metadata, nbformat: 4, ...more }).slice(0, -1);
  const list = cells.map(({ id, json }) => `{"id":${JSON.stringify(id)},"cell":${json}}`);
  return `${head},"cells":[${list.join(',')}]}`;
}
